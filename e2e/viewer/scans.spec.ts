import { join } from 'node:path';
import { writeOnOtherGrid } from '../support/derivedScans.ts';
import { dropFiles } from '../support/drop.ts';
import { exportProducts } from '../support/exporting.ts';
import { expect, test } from '../support/fixtures.ts';
import { compareOverlay } from '../support/overlay.ts';
import { readLabelMap } from '../support/labelMap.ts';
import { keepScreen } from '../support/pixels.ts';
import { copyOfSample, expectScan, sampleScan, sampleStem } from '../support/scans.ts';
import { expectMask, segmentScan } from '../support/segmenting.ts';
import { killProcess, processId } from '../support/volscope.ts';
import { paintStroke } from '../support/painting.ts';

test('scans stay open side by side, each with its mask, until they are closed', async ({
  launchOn,
  outFolder,
}) => {
  test.setTimeout(120_000);
  const second = await copyOfSample(outFolder, 'second.nii.gz');
  const volscope = await launchOn();
  const { page } = volscope;
  await segmentScan(volscope);

  await dropFiles(page, [second]);
  await expectScan(volscope, second);
  await expect(page.getByTestId('segment')).toHaveCount(0);
  const choices = page.getByRole('list', { name: 'Open scans' }).getByRole('listitem');
  await expect(choices).toHaveCount(2);

  await page.getByRole('button', { name: `${sampleStem}.nii.gz`, exact: true }).click();
  await expectScan(volscope, sampleScan);
  await expectMask(volscope);
  await keepScreen(volscope, 'two-scans');

  await page.getByRole('button', { name: `Close ${sampleStem}.nii.gz` }).click();
  await expectScan(volscope, second);
  await expect(choices).toHaveCount(1);
});

test('a mask file dropped on its scan is a mask of it, where its voxels are', async ({
  launchOn,
  outFolder,
}) => {
  test.setTimeout(120_000);
  const volscope = await launchOn();
  const { page } = volscope;
  await segmentScan(volscope);
  const ml = await page.getByTestId('volume-ml').textContent();
  await exportProducts(volscope, outFolder, ['mask']);
  await page.getByRole('button', { name: /^Delete Spleen/ }).click();
  await expect(page.getByTestId('segment')).toHaveCount(0);

  await dropFiles(page, [join(outFolder, `${sampleStem}_mask.nii.gz`)]);
  await expect(page.getByTestId('volume-ml')).toHaveText(ml ?? '');
  // It is no second scan.
  await expectScan(volscope, sampleScan);
  const mask = await readLabelMap(join(outFolder, `${sampleStem}_mask.nii.gz`));
  const { inside, wrong } = await compareOverlay(volscope, 'axial', mask);
  expect(inside).toBeGreaterThan(300);
  expect(wrong).toBe(0);
});

test('a mask goes to the scan on show where two have its grid, and where it goes is shown', async ({
  launchOn,
  outFolder,
}) => {
  test.setTimeout(120_000);
  const volscope = await launchOn();
  const { page } = volscope;
  await segmentScan(volscope);
  await exportProducts(volscope, outFolder, ['mask']);
  const mask = join(outFolder, `${sampleStem}_mask.nii.gz`);
  const twin = await copyOfSample(outFolder, 'twin.nii.gz');
  const half = join(outFolder, 'half.nii.gz');
  await writeOnOtherGrid(sampleScan, half, {
    shape: [128, 128, 60],
    toSource: ([i, j, k]) => [2 * i, 2 * j, k],
  });
  for (const path of [twin, half]) {
    await dropFiles(page, [path]);
    await expectScan(volscope, path);
  }

  await page.getByRole('button', { name: `${sampleStem}.nii.gz`, exact: true }).click();
  await expectScan(volscope, sampleScan);
  await dropFiles(page, [mask]);
  await expect(page.getByRole('radio', { name: /Spleen|mask/ })).toHaveCount(2);
  await expectScan(volscope, sampleScan);

  await page.getByRole('button', { name: 'half.nii.gz', exact: true }).click();
  await expectScan(volscope, half);
  await dropFiles(page, [mask]);
  await expectScan(volscope, twin);
  await expectMask(volscope);
});

test('edits outlive the engine: they are offered back with their scan', async ({ launchOn, outFolder }) => {
  test.setTimeout(120_000);
  const scan = await copyOfSample(outFolder, 'edited.nii.gz');
  const volscope = await launchOn(scan);
  const { page } = volscope;
  await page.keyboard.press('b');
  await paintStroke(volscope, 'axial', [
    [0.4, 0.5],
    [0.5, 0.5],
  ]);
  await expectMask(volscope);
  const drawn = await page.getByTestId('volume-ml').textContent();

  const dead = await killProcess(volscope, 'volscope-engine');
  await expect.poll(() => processId(volscope, 'volscope-engine')).not.toBe(dead);
  await expectScan(volscope, scan);
  await expect(page.getByTestId('recovery')).toContainText('Edits of Drawn');
  await keepScreen(volscope, 'recovery');
  await page.getByRole('button', { name: 'Bring them back' }).click();
  await expect(page.getByTestId('volume-ml')).toHaveText(drawn ?? '');
  await expect(page.getByTestId('recovery')).toBeHidden();
});
