import type { Page } from '@playwright/test';
import { dropFiles } from '../support/drop.ts';
import { expect, test } from '../support/fixtures.ts';
import { keepScreen, pictureOf, type Picture } from '../support/pixels.ts';
import { copyOfSample, expectScan } from '../support/scans.ts';
import { expectMask, expectSettled, segmentScan } from '../support/segmenting.ts';
import type { Volscope } from '../support/volscope.ts';
import { nextFrame } from '../support/work.ts';

type Rgb = readonly [number, number, number];

/** The presets paint in warm colours, the box and its handles are blue, letters grey. */
const isTissue = ([r, , b]: Rgb) => r > b + 15;
/** The spleen's colour, lit: more blue than green, more red than green. */
const isSurface = ([r, g, b]: Rgb) => r > g + 20 && b > g + 20;

async function settledPicture(volscope: Volscope): Promise<Picture> {
  // The pointer elsewhere: buttons that show themselves under it are no part of the picture.
  await volscope.page.mouse.move(5, 5);
  await expectSettled(volscope);
  return pictureOf(volscope, volscope.page.getByTestId('pane-3d'));
}

/** How many pixels are of a kind, in the left and in the right half of the picture. */
function halves(picture: Picture, is: (rgb: Rgb) => boolean): readonly [left: number, right: number] {
  const counts: [number, number] = [0, 0];
  for (let y = 0; y < picture.height; y += 1) {
    for (let x = 0; x < picture.width; x += 1) {
      if (is(picture.at(x, y))) counts[x < picture.width / 2 ? 0 : 1] += 1;
    }
  }
  return counts;
}

/** Lightness of the lowest rows and the leftmost columns of a picture. */
function edgeOf({ width, height, at }: Picture): number[] {
  const bottom = Array.from({ length: width }, (_, x) => at(x, height - 2));
  const left = Array.from({ length: height / 2 }, (_, n) => at(1, Math.floor(height / 4) + n));
  return [...bottom, ...left].map((rgb) => Math.max(...rgb));
}

const count = (picture: Picture, is: (rgb: Rgb) => boolean) => {
  const [left, right] = halves(picture, is);
  return left + right;
};

/** The side of the blocks that are compared, in pixels: how finely 3D is drawn depends on the machine. */
const block = 16;
/** Pictures of one scene differ by less than this, of 255, drawn finely or not; of two presets by more than 5. */
const same = 2;

/** Mean of the differences between the blocks of two pictures of one size, of 255. */
function difference(a: Picture, b: Picture): number {
  expect([a.width, a.height]).toEqual([b.width, b.height]);
  const [means, others] = [blockMeans(a), blockMeans(b)];
  return means.reduce((sum, mean, n) => sum + Math.abs(mean - others[n]), 0) / means.length;
}

/** How far on the way from one picture to another a third one is, by least squares over its blocks. */
function shareOfWay(from: Picture, at: Picture, to: Picture): number {
  const [starts, places, ends] = [from, at, to].map(blockMeans);
  let [along, whole] = [0, 0];
  starts.forEach((start, n) => {
    along += (places[n] - start) * (ends[n] - start);
    whole += (ends[n] - start) ** 2;
  });
  return along / whole;
}

/** The mean red, green and blue of each whole block. */
function blockMeans(picture: Picture): number[] {
  const means: number[] = [];
  for (let top = 0; top + block <= picture.height; top += block) {
    for (let left = 0; left + block <= picture.width; left += block) {
      const sums = [0, 0, 0];
      for (let n = 0; n < block * block; n += 1) {
        const rgb = picture.at(left + (n % block), top + Math.floor(n / block));
        for (const channel of [0, 1, 2]) sums[channel] += rgb[channel] / block ** 2;
      }
      means.push(...sums);
    }
  }
  return means;
}

async function choosePreset(page: Page, id: string): Promise<void> {
  await page.getByTestId('volume-preset').click();
  await expect(page.locator('.preset-preview[data-drawn]')).toHaveCount(4);
  await page.getByTestId(`volume-preset-${id}`).click();
}

/** Sets a field of the 3D settings, and closes them. */
async function set(page: Page, field: (page: Page) => Promise<void>): Promise<void> {
  await page.getByTestId('pane-3d').hover();
  await page.getByTestId('volume-settings').click();
  await field(page);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('volume-shift')).toBeHidden();
}

async function cutTo(page: Page, handle: string, dx: number, dy: number): Promise<void> {
  const box = await page.getByTestId(handle).boundingBox();
  if (!box) throw new Error(`${handle} is not on screen.`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 3 });
  await page.mouse.up();
}

test('presets by picture, shift, sides, spin, box, surfaces, and a lost context that takes nothing along', async ({
  launchOn,
}) => {
  test.setTimeout(180_000);
  const volscope = await launchOn();
  const { page } = volscope;
  const bone = await settledPicture(volscope);
  expect(count(bone, isTissue)).toBeGreaterThan(5000);

  await test.step('a preset and its shift change the picture', async () => {
    await page.getByTestId('volume-preset').click();
    await expect(page.locator('.preset-preview[data-drawn]')).toHaveCount(4);
    const previews = await page
      .locator('.preset-preview')
      .evaluateAll((canvases) => canvases.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));
    expect(new Set(previews).size, 'four pictures, each its own').toBe(4);
    await keepScreen(volscope, 'presets');
    await page.getByTestId('volume-preset-soft').click();
    const soft = await settledPicture(volscope);
    expect(difference(bone, soft)).toBeGreaterThan(5);
    await choosePreset(page, 'bone');
    await set(page, () => page.getByTestId('volume-shift').fill('200'));
    const shifted = await settledPicture(volscope);
    expect(count(shifted, isTissue)).toBeLessThan(0.9 * count(bone, isTissue));
    await set(page, () => page.getByTestId('volume-shift').fill('0'));
    expect(difference(bone, await settledPicture(volscope))).toBeLessThan(same);
  });

  await test.step('sides by button and by key; spin until Escape', async () => {
    await page.getByTestId('camera-S').click();
    expect(difference(bone, await settledPicture(volscope))).toBeGreaterThan(5);
    await page.keyboard.press('Shift+A');
    expect(difference(bone, await settledPicture(volscope))).toBeLessThan(same);
    await page.keyboard.press('o');
    await expect(page.getByTestId('spin')).toHaveAttribute('aria-pressed', 'true');
    await expect
      .poll(async () => difference(bone, await pictureOf(volscope, page.getByTestId('pane-3d'))))
      .toBeGreaterThan(3);
    // While it turns, the picture is small and enlarged: nothing of a larger one before is at its edges.
    await page.keyboard.press('F4');
    await expect(page.locator('[data-stage]')).toHaveAttribute('data-layout', 'one');
    const pane = page.getByTestId('pane-3d');
    await expect.poll(async () => count(await pictureOf(volscope, pane), isTissue)).toBeGreaterThan(9000);
    await page.keyboard.press('F1');
    await expect(page.locator('[data-stage]')).toHaveAttribute('data-layout', 'four');
    await nextFrame(page);
    await nextFrame(page);
    expect(Math.max(...edgeOf(await pictureOf(volscope, pane)))).toBeLessThan(12);
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('spin')).toHaveAttribute('aria-pressed', 'false');
    await page.keyboard.press('Shift+A');
  });

  await test.step('the box cuts half of the volume away', async () => {
    await page.keyboard.press('k');
    const [left, right] = halves(await settledPicture(volscope), isTissue);
    const pane = await page.getByTestId('pane-3d').boundingBox();
    const handle = await page.getByTestId('clip-left').boundingBox();
    // The patient's left is on the right of the screen: that face goes to the middle.
    await cutTo(page, 'clip-left', (pane?.x ?? 0) + (pane?.width ?? 0) / 2 - (handle?.x ?? 0) - 7, 0);
    const [leftCut, rightCut] = halves(await settledPicture(volscope), isTissue);
    expect(rightCut).toBeLessThan(0.05 * right);
    expect(leftCut).toBeGreaterThan(0.85 * left);
    await keepScreen(volscope, 'clip-box');
  });

  await segmentScan(volscope);
  await test.step('surfaces: whole beside the cut, cut when asked, see-through, alone', async () => {
    const whole = count(await settledPicture(volscope), isSurface);
    expect(whole).toBeGreaterThan(800);
    await set(page, () => page.getByTestId('clip-surfaces').check());
    expect(count(await settledPicture(volscope), isSurface)).toBeLessThan(0.1 * whole);
    await page.keyboard.press('k');
    await page.keyboard.press('m');
    const alone = await settledPicture(volscope);
    expect(count(alone, isTissue)).toBeLessThan(1.2 * count(alone, isSurface));
    expect(count(alone, isSurface)).toBeGreaterThan(0.9 * whole);
    await page.keyboard.press('m');
    const opaque = await settledPicture(volscope);
    await set(page, () => page.getByTestId('surface-opacity').fill('40'));
    const seeThrough = await settledPicture(volscope);
    await keepScreen(volscope, 'see-through');
    await set(page, () => page.getByTestId('surface-opacity').fill('0'));
    const without = await settledPicture(volscope);
    // 40 % of the way from the picture without the surface to the one with it.
    expect(shareOfWay(without, seeThrough, opaque)).toBeCloseTo(0.4, 1);
    await set(page, () => page.getByTestId('surface-opacity').fill('100'));
  });

  await test.step('a lost WebGL context is rebuilt as it was', async () => {
    await choosePreset(page, 'soft');
    await page.keyboard.press('F2');
    await page.keyboard.press('Shift+L');
    await page.keyboard.press('k');
    await cutTo(page, 'clip-head', 0, 40);
    const before = await settledPicture(volscope);
    const canvas = page.locator('canvas[data-layer="scene"]');
    const old = await canvas.elementHandle();
    await canvas.evaluate((element) =>
      (element as HTMLCanvasElement).getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext(),
    );
    await expect.poll(() => old?.evaluate((element) => element.isConnected)).toBe(false);
    const after = await settledPicture(volscope);
    expect(count(after, isSurface)).toBeGreaterThan(100);
    expect(difference(before, after)).toBeLessThan(same);
    await expect(page.locator('[data-stage]')).toHaveAttribute('data-layout', 'large');
    await expectMask(volscope);
    await keepScreen(volscope, 'context-rebuilt');
  });
});

test('a scan larger than the largest 3D texture shows', async ({ launch, outFolder }) => {
  const volscope = await launch();
  const { page } = volscope;
  await expect(page.locator('canvas[data-layer="scene"]')).toBeAttached();
  await page.evaluate(() => {
    const asked = WebGL2RenderingContext.prototype.getParameter;
    WebGL2RenderingContext.prototype.getParameter = function (name) {
      return name === this.MAX_3D_TEXTURE_SIZE ? 48 : (asked.call(this, name) as unknown);
    };
  });
  const scan = await copyOfSample(outFolder, 'large.nii.gz');
  await dropFiles(page, [scan]);
  await expectScan(volscope, scan);
  const picture = await settledPicture(volscope);
  // 256 x 256 x 60 voxels, averaged in blocks of 6 x 6 x 2.
  await expect(page.locator('canvas[data-layer="scene"]')).toHaveAttribute('data-volume-shape', '42,42,30');
  expect(count(picture, isTissue)).toBeGreaterThan(2000);
});
