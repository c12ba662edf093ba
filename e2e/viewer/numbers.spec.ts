import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseToSaveIn } from '../support/dialogs.ts';
import { exportProducts } from '../support/exporting.ts';
import { expect, test } from '../support/fixtures.ts';
import { keepScreen } from '../support/pixels.ts';
import { sampleStem } from '../support/scans.ts';
import { segmentScan, shownMl } from '../support/segmenting.ts';

test('a mask is snapped to edges, seen before it is taken; its numbers and surfaces leave as they are then', async ({
  launchOn,
  outFolder,
}) => {
  const volscope = await launchOn();
  const { page } = volscope;
  await segmentScan(volscope);
  const found = await shownMl(volscope);
  const change = page.getByTestId('snap-change');

  await page.getByTestId('snap').click();
  await expect(change).toHaveText(/^\d+\.\d mL more, \d+\.\d mL less/, { timeout: 20_000 });
  await keepScreen(volscope, 'snap-preview');
  await page.keyboard.press('Escape');
  await expect(change).toHaveCount(0);
  await expect(page.getByTestId('undo')).toBeDisabled();
  expect(await shownMl(volscope)).toBe(found);

  await page.getByTestId('snap').click();
  await page.getByTestId('snap-strength').fill('100');
  await expect(change).toHaveAttribute('data-busy', 'false', { timeout: 20_000 });
  await page.getByTestId('snap-take').click();
  await expect.poll(() => shownMl(volscope)).not.toBe(found);
  await page.getByTestId('undo').click();
  await expect.poll(() => shownMl(volscope)).toBe(found);

  await expect(page.getByTestId('statistics')).toContainText(/Largest axial diameter\d+\.\d mm/);
  await page.getByTestId('histogram').scrollIntoViewIfNeeded();
  await expect(page.getByTestId('histogram')).toContainText(/-?\d+ HU-?\d+ HU/);
  await keepScreen(volscope, 'numbers');

  await page.getByTestId('copy-numbers').click();
  await expect(page.getByTestId('toast')).toContainText('Copied');
  const copied = await volscope.electron.evaluate(async ({ clipboard }) => await clipboard.readText());
  const [headings, spleen] = copied.split('\n').map((line) => line.split('\t'));
  expect(headings?.[2]).toBe('Volume (mL)');
  expect(Number(spleen?.[2])).toBeCloseTo(found, 1);

  await chooseToSaveIn(volscope, outFolder);
  await page.getByTestId('numbers-csv').click();
  await expect(page.getByTestId('toast').last()).toContainText(`${sampleStem}_segments.csv`);
  const csv = await readFile(join(outFolder, `${sampleStem}_segments.csv`), 'utf8');
  expect(csv).toBe(`${copied.replaceAll('\t', ',').replaceAll('\n', '\r\n')}\r\n`);

  await exportProducts(volscope, outFolder, ['surfaceObj', 'surfaceGlb']);
  expect(await readFile(join(outFolder, `${sampleStem}_surface.obj`), 'utf8')).toMatch(/^o Spleen$/im);
  const glb = await readFile(join(outFolder, `${sampleStem}_surface.glb`));
  expect(glb.subarray(0, 4).toString()).toBe('glTF');
  expect(glb.readUInt32LE(8)).toBe(glb.length);
});
