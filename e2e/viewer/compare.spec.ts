import { join } from 'node:path';
import { dropFiles } from '../support/drop.ts';
import { writeMaskOnGrid, writeOnOtherGrid, type OtherGrid } from '../support/derivedScans.ts';
import { expect, test } from '../support/fixtures.ts';
import { watchTextures } from '../support/liveTextures.ts';
import { coveredRects, toPane, viewOf } from '../support/overlay.ts';
import { keepScreen, pictureOf } from '../support/pixels.ts';
import { expectScan, sampleScan, sampleStem } from '../support/scans.ts';
import type { Volscope } from '../support/volscope.ts';
import { readScan, type ScanVoxels } from '../support/voxels.ts';

type Ijk = readonly [number, number, number];

const sampleName = `${sampleStem}.nii.gz`;
/** The sample, 256 x 256 x 60. */
const whole: OtherGrid = { shape: [256, 256, 60], toSource: (ijk) => ijk };
/** Of it every other voxel across a slice and slices 5 to 54, stored otherwise: axes along -j, k, i. */
const turned: OtherGrid = { shape: [128, 50, 128], toSource: ([a, b, c]) => [2 * c, 255 - 2 * a, 5 + b] };
const toTurned = ([i, j, k]: Ijk): Ijk => [(255 - j) / 2, k - 5, i / 2];

const isInMask = ([i, j, k]: Ijk) => i >= 90 && i < 150 && j >= 100 && j < 160 && k >= 10 && k < 50;
/** Well inside or well outside: the outline's line lies over neither. */
const isClear = ([i, j]: Ijk) =>
  [90, 150].every((b) => Math.abs(i - b) > 5) && [100, 160].every((b) => Math.abs(j - b) > 5);

interface Sides {
  /** Voxels that are seen in both panes, in the mask and beside it. */
  readonly inMask: number;
  readonly beside: number;
  /** Those that look otherwise than the file's HU and mask say, on either side. */
  readonly wrong: number;
  /** How far a voxel lies on one side from where it lies on the other, at most, in pixels. */
  readonly apartPx: number;
}

/** Looks at every sixth voxel that both files hold, on both sides. */
async function compareSides(
  { electron, page }: Volscope,
  voxels: ScanVoxels,
  slices: readonly [number, number],
): Promise<Sides> {
  const [left, right] = [page.getByTestId('pane-axial'), page.getByTestId('pane-compared')];
  const views = [await viewOf(left), await viewOf(right)];
  const covered = [...(await coveredRects(left)), ...(await coveredRects(right))];
  const pictures = [await pictureOf({ electron, page }, left), await pictureOf({ electron, page }, right)];
  const { width, height } = pictures[0];
  let [inMask, beside, wrong, apartPx] = [0, 0, 0, 0];
  for (let i = 20; i < 236; i += 6) {
    for (let j = 21; j < 236; j += 6) {
      const sources = slices.map((k): Ijk => [i, j, k]);
      const places = [toPane(views[0].rows, sources[0]), toPane(views[1].rows, toTurned(sources[1]))];
      apartPx = Math.max(apartPx, Math.hypot(places[0][0] - places[1][0], places[0][1] - places[1][1]));
      const isSeen = places.every(
        ([x, y]) =>
          x >= 1 &&
          y >= 1 &&
          x < width - 1 &&
          y < height - 1 &&
          !covered.some((r) => x >= r.left - 1 && x <= r.right + 1 && y >= r.top - 1 && y <= r.bottom + 1),
      );
      if (!isSeen || !isClear(sources[0])) continue;
      if (isInMask(sources[0])) inMask += 1;
      else beside += 1;
      const looksWrong = sources.some((source, side) => {
        const [x, y] = places[side].map(Math.floor);
        const rgb = pictures[side].at(x, y);
        if (isInMask(source)) return Math.max(...rgb) - Math.min(...rgb) <= 8;
        const grey = Math.min(1, Math.max(0, (voxels.at(...source) - (40 - 200)) / 400)) * 255;
        return rgb.some((channel) => Math.abs(channel - grey) > 2);
      });
      if (looksWrong) wrong += 1;
    }
  }
  return { inMask, beside, wrong, apartPx };
}

const sliceOf = async ({ page }: Volscope, pane: string) =>
  Number(await page.getByTestId(`pane-${pane}`).getAttribute('data-slice'));

test('two scans of other order, shape and spacing beside each other: one place in both, linked, let go, closed', async ({
  launchOn,
  outFolder,
}) => {
  test.setTimeout(120_000);
  const other = join(outFolder, 'turned.nii.gz');
  await writeOnOtherGrid(sampleScan, other, turned);
  await writeMaskOnGrid(sampleScan, join(outFolder, 'a_mask.nii.gz'), whole, isInMask);
  await writeMaskOnGrid(sampleScan, join(outFolder, 'b_mask.nii.gz'), turned, isInMask);
  const volscope = await launchOn();
  const { page } = volscope;
  await expect(page.getByTestId('layout-compare')).toBeDisabled();
  await dropFiles(page, [other]);
  await expectScan(volscope, other);
  for (const mask of ['b', 'a']) {
    await dropFiles(page, [join(outFolder, `${mask}_mask.nii.gz`)]);
    if (mask === 'b') await expect(page.getByTestId('segment')).toHaveCount(1);
  }
  await page.getByRole('button', { name: sampleName, exact: true }).click();
  await expectScan(volscope, sampleScan);
  await expect(page.getByTestId('segment')).toHaveCount(1);
  const voxels = await readScan(sampleScan);
  // One plane alone: the 3D view makes textures of its own as it likes.
  await page.keyboard.press('F3');
  await expect(page.getByTestId('pane-3d')).toBeHidden();
  const textures = await watchTextures(page);
  const [shown, beside] = [page.getByTestId('pane-axial'), page.getByTestId('pane-compared')];

  const expectSides = async (slices: readonly [number, number]) => {
    const seen = () => compareSides(volscope, voxels, slices);
    await expect.poll(async () => (await seen()).wrong, { timeout: 20_000 }).toBe(0);
    return seen();
  };

  await test.step('the same HU and mask at the same pixel', async () => {
    await page.getByRole('button', { name: 'Compare with turned.nii.gz' }).click();
    await expect(page.getByTestId('layout-compare')).toHaveAttribute('aria-pressed', 'true');
    await expect(beside).toHaveAttribute('data-slice', String((await sliceOf(volscope, 'axial')) - 5));
    // Square voxels without a crosshair: a pixel in the middle of a voxel is that voxel's.
    for (const key of ['i', 'x']) await page.keyboard.press(key);
    const slice = await sliceOf(volscope, 'axial');
    const sides = await expectSides([slice, slice]);
    expect(sides.inMask).toBeGreaterThan(40);
    expect(sides.beside).toBeGreaterThan(500);
    expect(sides.apartPx).toBeLessThan(0.01);
    await page.keyboard.press('x');
    await keepScreen(volscope, 'compare');
    await page.keyboard.press('x');
  });

  await test.step('whichever is scrolled, enlarged or pointed at, the other goes along', async () => {
    await beside.hover();
    await page.mouse.wheel(0, -100);
    await expect(beside).toHaveAttribute('data-slice', '26');
    await expect(shown).toHaveAttribute('data-slice', '31');
    await page.keyboard.press('+');
    await page.keyboard.press('ArrowUp');
    await expect(shown).toHaveAttribute('data-slice', '32');
    const sides = await expectSides([32, 32]);
    expect(sides.apartPx).toBeLessThan(0.01);
    await beside.click({ position: { x: 210, y: 330 } });
    await expect.poll(() => page.getByTestId('compare-hu-shown').textContent()).toMatch(/HU$/);
    const hu = await page.getByTestId('compare-hu-other').textContent();
    await expect(page.getByTestId('compare-hu-shown')).toHaveText(hu ?? '');
    await page.keyboard.press(' ');
  });

  await test.step('let go they scroll apart; linked again they keep that distance', async () => {
    await page.getByTestId('compare-link').click();
    await shown.hover();
    for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowUp');
    await expect(shown).toHaveAttribute('data-slice', '35');
    await expect(beside).toHaveAttribute('data-slice', '27');
    await page.getByTestId('compare-link').click();
    await expect(page.getByTestId('compare-offset')).toHaveText('I 9.0 mm apart');
    await shown.hover();
    await page.keyboard.press('PageDown');
    await expect(beside).toHaveAttribute('data-slice', '17');
    await expectSides([25, 22]);
    await keepScreen(volscope, 'compare-offset');
    await page.getByTestId('compare-drop-offset').click();
    await expect(beside).toHaveAttribute('data-slice', '20');
  });

  await test.step('a window each, or one for both', async () => {
    await beside.hover();
    await page.keyboard.press('4');
    await expect(page.getByTestId('compare-window-other')).toHaveText('W 2500 L 480');
    await expect(page.getByTestId('compare-window-shown')).toHaveText('W 400 L 40');
    await page.getByTestId('compare-window-link').click();
    await expect(page.getByTestId('compare-window-other')).toHaveText('W 400 L 40');
  });

  await test.step('where the other scan has no slice it says so and shows none', async () => {
    await shown.hover();
    await page.keyboard.press('Home');
    await expect(shown).toHaveAttribute('data-slice', '59');
    await expect(beside).toContainText('Outside this scan');
    const picture = await pictureOf(volscope, beside);
    expect(picture.at(Math.floor(picture.width / 2), Math.floor(picture.height * 0.6))).toEqual([0, 0, 0]);
    await keepScreen(volscope, 'compare-outside');
    await page.keyboard.press('PageDown');
    await expect(beside).not.toContainText('Outside this scan');
  });

  await test.step('the end frees what it took', async () => {
    expect(await textures()).toBeGreaterThan(0);
    await page.getByTestId('compare-end').click();
    await expect(page.getByTestId('compare-bar')).toBeHidden();
    await expect(beside).toBeHidden();
    await expect.poll(textures).toBe(0);
    await page.keyboard.press('F1');
    await page.keyboard.press('F5');
  });

  await test.step('the sides changed; another plane', async () => {
    await page.getByTestId('compare-swap').click();
    await expectScan(volscope, other);
    await expect(page.getByTestId('compare-read-out-other')).toContainText(sampleName);
    await page.getByTestId('compare-swap').click();
    await expectScan(volscope, sampleScan);
    await page.getByTestId('compare-coronal').click();
    await expect(page.getByTestId('pane-coronal')).toBeVisible();
    await expect(shown).toBeHidden();
    await keepScreen(volscope, 'compare-coronal');
  });

  await test.step('closing either of the two leaves the other, alone', async () => {
    await page.getByRole('button', { name: `Close ${sampleName}` }).click();
    await expectScan(volscope, other);
    await expect(page.getByTestId('compare-bar')).toBeHidden();
    await expect(page.getByTestId('pane-sagittal')).toBeVisible();
    await expect(page.getByTestId('segment')).toHaveCount(1);
  });
});
