import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { coveredRects, toPane, viewOf } from '../support/overlay.ts';
import { keepScreen, pictureOf } from '../support/pixels.ts';
import { sampleScan } from '../support/scans.ts';
import { expectSettled } from '../support/segmenting.ts';
import { readScan, type ScanVoxels } from '../support/voxels.ts';
import type { Volscope } from '../support/volscope.ts';

const pane = (page: Page, name: string) => page.getByTestId(`pane-${name}`);

async function boxOf(element: Locator) {
  const box = await element.boundingBox();
  if (!box) throw new Error('The element is not on screen.');
  return box;
}

test('layouts, bars, slices by number, zoom, reset, cine', async ({ launchOn }) => {
  test.setTimeout(120_000);
  const volscope = await launchOn();
  const { page } = volscope;
  const axial = pane(page, 'axial');
  const opened = await viewOf(axial);

  await test.step('four panes of one size', async () => {
    const boxes = await Promise.all(
      ['axial', '3d', 'coronal', 'sagittal'].map((name) => boxOf(pane(page, name))),
    );
    for (const { width, height } of boxes) {
      expect(Math.abs(width - boxes[0].width)).toBeLessThanOrEqual(1);
      expect(Math.abs(height - boxes[0].height)).toBeLessThanOrEqual(1);
    }
  });

  await test.step('axial large, with a bar that the mouse and the keys move and a double click puts back', async () => {
    await page.keyboard.press('F2');
    await expect(page.getByTestId('layout-large')).toHaveAttribute('aria-pressed', 'true');
    const stage = await boxOf(page.locator('[data-stage]'));
    const width = async () => (await boxOf(axial)).width / stage.width;
    expect(await width()).toBeCloseTo(0.68, 2);
    const bar = page.getByTestId('bar-largeColumns');
    const from = await boxOf(bar);
    await page.mouse.move(from.x + 4, stage.y + stage.height / 4);
    await page.mouse.down();
    await page.mouse.move(stage.x + stage.width / 2, stage.y + stage.height / 4, { steps: 4 });
    await page.mouse.up();
    await expect.poll(width).toBeCloseTo(0.5, 2);
    await bar.focus();
    await page.keyboard.press('ArrowRight');
    await expect(bar).toHaveAttribute('aria-valuenow', '52');
    await expect.poll(width).toBeCloseTo(0.52, 2);
    await bar.dblclick({ position: { x: 4, y: 60 } });
    await expect.poll(width).toBeCloseTo(0.68, 2);
    // What is drawn follows: the slice lies in the middle of the pane that it has now.
    const middle = async () => toPane((await viewOf(axial)).rows, [127.5, 127.5, 0])[0];
    await expect.poll(async () => (await middle()) / (await boxOf(axial)).width).toBeCloseTo(0.5, 2);
    await expectSettled(volscope);
    await keepScreen(volscope, 'layout-large');
  });

  await test.step('one plane, 3D alone, and back', async () => {
    await page.keyboard.press('F3');
    await expect(axial).toBeVisible();
    for (const name of ['3d', 'coronal', 'sagittal']) await expect(pane(page, name)).toBeHidden();
    await page.keyboard.press('F4');
    await expect(pane(page, '3d')).toBeVisible();
    await expect(axial).toBeHidden();
    await page.getByTestId('layout-four').click();
    for (const name of ['axial', '3d', 'coronal', 'sagittal']) await expect(pane(page, name)).toBeVisible();
  });

  await test.step('a slice by its number', async () => {
    await page.getByTestId('slice-number-axial').click();
    await page.getByTestId('slice-input-axial').fill('12');
    await page.keyboard.press('Enter');
    await expect(axial).toHaveAttribute('data-slice', '11');
    await page.keyboard.press('g');
    await page.keyboard.type('9999');
    await page.keyboard.press('Enter');
    await expect(axial).toHaveAttribute('data-slice', '59');
    await page.keyboard.press('g');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('slice-input-axial')).toBeHidden();
    await expect(axial).toHaveAttribute('data-slice', '59');
  });

  await test.step('zoom by keys, and reset', async () => {
    await axial.hover();
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await expect.poll(async () => (await viewOf(axial)).rows.x[0] / opened.rows.x[0]).toBeCloseTo(1.5625, 3);
    await page.keyboard.press('-');
    await expect.poll(async () => (await viewOf(axial)).rows.x[0] / opened.rows.x[0]).toBeCloseTo(1.25, 3);
    await page.keyboard.press('t');
    await expect(page.getByTestId('slab-axial')).toHaveText('MIP 10 mm');
    await page.keyboard.press('2');
    await page.keyboard.press('r');
    await expect(page.getByTestId('slab-axial')).toBeHidden();
    await expect.poll(() => viewOf(axial)).toEqual(opened);
    await expect(page.locator('.window-read-out')).toHaveText('W 400 L 40');
  });

  await test.step('the help lists what the keys do', async () => {
    await page.keyboard.press('?');
    const help = page.getByTestId('help-dialog');
    for (const text of ['Cine: play, pause', 'F1 to F5', 'Thick slice', 'Shift + A P L R S I', 'Segment']) {
      await expect(help).toContainText(text);
    }
    // All of it is in sight without scrolling.
    expect(await help.evaluate((dialog) => dialog.scrollHeight - dialog.clientHeight)).toBeLessThanOrEqual(0);
    await keepScreen(volscope, 'help');
    await page.keyboard.press('Escape');
    await expect(help).toBeHidden();
  });

  await test.step('cine goes from slice to slice at the speed asked for, round at the end, back, until Escape', async () => {
    // The page's clock is the test's from here on: what is seen does not depend on how fast the machine draws.
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(1000);
    await axial.hover();
    await recordSlices(page);
    await page.keyboard.press('c');
    await expect(page.getByTestId('cine-axial')).toHaveAttribute('data-on', 'true');
    await page.clock.runFor(5000);
    const [first, ...down] = await recordedSlices(page);
    expect(down.length, '15 slices a second').toBeGreaterThanOrEqual(73);
    expect(down.length, 'and not more').toBeLessThanOrEqual(75);
    // The sample is LPS: a slice on is towards the head, and cine starts towards the feet.
    expect(down).toEqual(down.map((_, n) => (first - 1 - n + 120) % 60));

    await page.keyboard.press('Shift+C');
    const turnedAt = (await recordedSlices(page)).length;
    await page.clock.runFor(2000);
    const up = (await recordedSlices(page)).slice(turnedAt - 1);
    expect(up.length).toBeGreaterThanOrEqual(29);
    expect(up).toEqual(up.map((_, n) => (up[0] + n) % 60));

    await page.keyboard.press('Escape');
    await expect(page.getByTestId('cine-axial')).toHaveAttribute('data-on', 'false');
    // The last step may wait for its frame.
    await page.clock.runFor(50);
    const stopped = (await recordedSlices(page)).length;
    await page.clock.runFor(1000);
    expect((await recordedSlices(page)).length).toBe(stopped);
  });
});

/** In the page: notes every slice that the axial pane shows. */
async function recordSlices(page: Page): Promise<void> {
  await pane(page, 'axial').evaluate((element) => {
    const slices = [Number((element as HTMLElement).dataset['slice'])];
    (window as { slices?: number[] }).slices = slices;
    new MutationObserver(() => slices.push(Number((element as HTMLElement).dataset['slice']))).observe(
      element,
      {
        attributes: true,
        attributeFilter: ['data-slice'],
      },
    );
  });
}

async function recordedSlices(page: Page): Promise<number[]> {
  const slices = await page.evaluate(() => (window as { slices?: number[] }).slices ?? []);
  return slices.filter((slice, n) => n === 0 || slice !== slices[n - 1]);
}

test('a thick slab shows the largest, the smallest and the mean of the voxels of the file', async ({
  launchOn,
}) => {
  test.setTimeout(120_000);
  const volscope = await launchOn();
  const { page } = volscope;
  const voxels = await readScan(sampleScan);
  const axial = pane(page, 'axial');
  await axial.hover();
  // Square voxels: the pixel in the middle of a voxel is that voxel's.
  for (const key of ['F3', 'x', 'i']) await page.keyboard.press(key);
  const { slice } = await viewOf(axial);
  const slab = [slice - 1, slice, slice + 1, slice + 2];

  await expectPixels(volscope, voxels, ([i, j]) => voxels.at(i, j, slice));
  // 12 mm are four slices of 3 mm, with the one on show the second.
  for (const [name, fold] of [
    ['MIP', (values: number[]) => Math.max(...values)],
    ['MinIP', (values: number[]) => Math.min(...values)],
    ['Average', (values: number[]) => values.reduce((sum, value) => sum + value) / values.length],
  ] as const) {
    await page.keyboard.press('t');
    if (name === 'MIP') await page.keyboard.press('.');
    await expect(page.getByTestId('slab-axial')).toHaveText(`${name} 12 mm`);
    await expectPixels(volscope, voxels, ([i, j]) => fold(slab.map((k) => voxels.at(i, j, k))));
    if (name === 'MIP') await keepScreen(volscope, 'slab-mip');
  }
  await page.keyboard.press('t');
  await expect(page.getByTestId('slab-axial')).toBeHidden();

  await expectPixels(volscope, voxels, ([i, j]) => voxels.at(i, j, slice));
  await page.keyboard.press('i');
  await expectDrawn(page);
  const smooth = await wrongPixels(volscope, voxels, ([i, j]) => voxels.at(i, j, slice));
  expect(smooth.wrong, 'between voxels grey values are mixed').toBeGreaterThan(250);
});

/** Waits until a frame after the last change has been drawn. */
async function expectDrawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Waits until the voxels in the middle of the axial slice look as these HU do. */
async function expectPixels(
  volscope: Volscope,
  voxels: ScanVoxels,
  expectedHu: (ij: readonly [number, number]) => number,
): Promise<void> {
  await expect
    .poll(() => wrongPixels(volscope, voxels, expectedHu), { timeout: 20_000 })
    .toEqual({ looked: 2500, wrong: 0 });
}

/** Compares 50 x 50 voxels in the middle of the axial slice, a pixel beside the middle of each, with the HU expected. */
async function wrongPixels(
  volscope: Volscope,
  { shapeIjk }: ScanVoxels,
  expectedHu: (ij: readonly [number, number]) => number,
): Promise<{ looked: number; wrong: number }> {
  const axial = pane(volscope.page, 'axial');
  const { rows, slice } = await viewOf(axial);
  const covered = await coveredRects(axial);
  const picture = await pictureOf(volscope, axial);
  let [looked, wrong] = [0, 0];
  for (let a = 0; a < 50; a += 1) {
    for (let b = 0; b < 50; b += 1) {
      const i = Math.floor(shapeIjk[0] / 2) - 50 + 2 * a;
      const j = Math.floor(shapeIjk[1] / 2) - 50 + 2 * b;
      // A third of a voxel off its centre: still the same square, but no longer the same grey when it is smoothed.
      const [x, y] = toPane(rows, [i + 0.3, j + 0.3, slice]).map(Math.floor);
      if (covered.some((r) => x >= r.left && x <= r.right && y >= r.top && y <= r.bottom)) continue;
      const grey = Math.min(1, Math.max(0, (expectedHu([i, j]) - (40 - 200)) / 400)) * 255;
      looked += 1;
      if (Math.abs(picture.at(x, y)[0] - grey) > 2) wrong += 1;
    }
  }
  return { looked, wrong };
}
