import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readFile } from 'node:fs/promises';
import { exportProducts } from '../support/exporting.ts';
import { expect, test } from '../support/fixtures.ts';
import { readLabelMap } from '../support/labelMap.ts';
import { paintStroke } from '../support/painting.ts';
import { keepScreen } from '../support/pixels.ts';
import { sampleScan, sampleStem } from '../support/scans.ts';
import { expectMask, expectSettled, segmentScan, shownMl } from '../support/segmenting.ts';

test('a mask is corrected by brush, eraser and lasso, undone, redone and exported as it is seen', async ({
  launchOn,
  outFolder,
}) => {
  test.setTimeout(180_000);
  const volscope = await launchOn();
  const { page } = volscope;
  await segmentScan(volscope);
  const found = await shownMl(volscope);

  await page.keyboard.press('b');
  await expect(page.getByTestId('tool-options')).toContainText('Brush');
  await paintStroke(volscope, 'axial', [
    [0.35, 0.5],
    [0.4, 0.55],
  ]);
  await expect.poll(() => shownMl(volscope)).toBeGreaterThan(found);
  const painted = await shownMl(volscope);
  await keepScreen(volscope, 'brush');

  await page.keyboard.press('e');
  await paintStroke(volscope, 'axial', [
    [0.35, 0.5],
    [0.38, 0.53],
  ]);
  await expect.poll(() => shownMl(volscope)).toBeLessThan(painted);

  await page.keyboard.press('Control+z');
  await expect.poll(() => shownMl(volscope)).toBe(painted);
  await page.keyboard.press('Control+z');
  await expect.poll(() => shownMl(volscope)).toBe(found);
  await page.keyboard.press('Control+Shift+Z');
  await expect.poll(() => shownMl(volscope)).toBe(painted);

  await page.keyboard.press('l');
  await paintStroke(volscope, 'coronal', [
    [0.2, 0.3],
    [0.3, 0.3],
    [0.3, 0.45],
    [0.2, 0.45],
  ]);
  await expect.poll(() => shownMl(volscope)).toBeGreaterThan(painted);
  const filled = await shownMl(volscope);
  await expectSettled(volscope);
  await keepScreen(volscope, 'edited');

  await page.getByTestId('operation').selectOption('keepLargest');
  await page.getByTestId('operation-apply').click();
  await expect.poll(() => shownMl(volscope)).toBeLessThan(filled);
  const kept = await shownMl(volscope);

  await exportProducts(volscope, outFolder, ['mask']);
  const { labels } = await readLabelMap(join(outFolder, `${sampleStem}_mask.nii.gz`));
  const voxels = labels.reduce((sum, label) => sum + (label > 0 ? 1 : 0), 0);
  const header = gunzipSync(await readFile(sampleScan));
  const voxelMl = [80, 84, 88].reduce((product, at) => product * header.readFloatLE(at), 1) / 1000;
  expect(voxels * voxelMl).toBeCloseTo(kept, 0);
});

test('a segment drawn from nothing, locked, renamed, deleted and brought back', async ({ launchOn }) => {
  const volscope = await launchOn();
  const { page } = volscope;
  await page.keyboard.press('b');
  await paintStroke(volscope, 'axial', [
    [0.4, 0.5],
    [0.5, 0.5],
  ]);
  await expectMask(volscope);
  const drawn = await shownMl(volscope);

  await page.getByRole('button', { name: 'Lock Segment 1' }).click();
  await paintStroke(volscope, 'axial', [
    [0.4, 0.6],
    [0.5, 0.6],
  ]);
  await expect(page.getByTestId('toast')).toContainText('locked');
  expect(await shownMl(volscope)).toBe(drawn);
  await page.getByRole('button', { name: 'Unlock Segment 1' }).click();

  const name = page.getByRole('textbox', { name: 'Name of the segment' });
  await name.fill('Cyst');
  await name.press('Enter');
  await page.getByRole('button', { name: 'Delete Cyst' }).click();
  await expect(page.getByTestId('segment')).toHaveCount(0);
  await page.getByTestId('undo').click();
  await expect(page.getByTestId('segment')).toHaveCount(1);
  await expect(name).toHaveValue('Cyst');
  await expect.poll(() => shownMl(volscope)).toBe(drawn);
});

test('locking or hiding a segment leaves the tools with the other, and what is hidden is not painted', async ({
  launchOn,
}) => {
  const volscope = await launchOn();
  const { page } = volscope;
  await segmentScan(volscope);
  await page.getByRole('button', { name: 'Add a segment' }).click();
  const rows = page.getByTestId('segment');
  await expect(rows).toHaveCount(2);
  const [spleen, drawn] = [rows.nth(0), rows.nth(1)];
  await expect(drawn).toHaveAttribute('data-active', 'true');

  const [ours, theirs] = await Promise.all(
    [drawn, spleen].map((row) => row.locator('input[type="color"]').inputValue()),
  );
  const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const apart = Math.hypot(...channels(ours).map((channel, n) => channel - channels(theirs)[n]));
  expect(apart, 'told apart from the one beside it').toBeGreaterThan(120);

  await spleen.getByRole('button', { name: /^Lock/ }).click();
  await spleen.getByRole('button', { name: /^Hide/ }).click();
  await expect(drawn).toHaveAttribute('data-active', 'true');
  const stroke = [
    [0.35, 0.5],
    [0.4, 0.55],
  ] as const;
  await page.keyboard.press('b');
  await paintStroke(volscope, 'axial', stroke);
  await expect(drawn.getByTestId('volume-ml')).toHaveText(/^[1-9]\d*\.\d mL$/);
  const ml = (await drawn.getByTestId('volume-ml').textContent()) ?? '';

  await drawn.getByRole('button', { name: /^Hide/ }).click();
  await paintStroke(volscope, 'axial', [
    [0.5, 0.5],
    [0.55, 0.55],
  ]);
  await expect(page.getByTestId('toast')).toContainText('Segment 2 is hidden: show it to change it.');
  await expect(drawn.getByTestId('volume-ml')).toHaveText(ml);

  await test.step('a new segment has no value that Undo may bring back', async () => {
    await page.getByTestId('segment-delete').click();
    await expect(rows).toHaveCount(1);
    await page.getByRole('button', { name: 'Add a segment' }).click();
    await page.keyboard.press('Control+z');
    await expect(rows).toHaveCount(3);
    await expect(rows.nth(1).getByTestId('volume-ml')).toHaveText(ml);
    await expect(rows.nth(2).getByTestId('volume-ml')).toHaveText('0.0 mL');
  });
});
