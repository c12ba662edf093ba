import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCli } from './support/cli.ts';
import { chooseMenuItem, chooseToSaveIn } from './support/dialogs.ts';
import { dropFiles } from './support/drop.ts';
import { exportProducts } from './support/exporting.ts';
import { expect, test } from './support/fixtures.ts';
import { readLabelMap } from './support/labelMap.ts';
import { compareOverlay, type Plane } from './support/overlay.ts';
import { watchCanvasSizes } from './support/canvasSizes.ts';
import { keepScreen } from './support/pixels.ts';
import { expectScan, sampleScan, sampleStem } from './support/scans.ts';
import { expectMask, expectSettled, pressSegment, segmentScan } from './support/segmenting.ts';

const planes: readonly Plane[] = ['axial', 'coronal', 'sagittal'];

test('drop a scan, segment it, see the mask where it is, export what the command line gives', async ({
  volscope,
  home,
  outFolder,
}) => {
  test.setTimeout(180_000);
  const { page } = volscope;
  await keepScreen(volscope, 'empty');
  await dropFiles(page, [sampleScan]);
  await expectScan(volscope, sampleScan);
  await expectSettled(volscope);
  await keepScreen(volscope, 'scan');

  await segmentScan(volscope);
  await expectSettled(volscope);
  await keepScreen(volscope, 'segmented');

  const cliFolder = join(outFolder, 'cli');
  const report = JSON.parse(await runCli(home, 'segment', sampleScan, '--out', cliFolder, '--json')) as {
    mask: { ml: number };
  };
  const mask = await readLabelMap(join(cliFolder, `${sampleStem}_mask.nii.gz`));
  await expect(page.getByTestId('volume-ml')).toHaveText(`${report.mask.ml.toFixed(1)} mL`);

  for (const plane of planes) {
    const { inside, outside, wrong } = await compareOverlay(volscope, plane, mask);
    expect(inside, `voxels of the mask in the ${plane} plane`).toBeGreaterThan(300);
    expect(outside, `voxels around it in the ${plane} plane`).toBeGreaterThan(3000);
    expect(wrong, `voxels that look otherwise in the ${plane} plane`).toBe(0);
  }

  const products = ['mask', 'contour', 'surface', 'report', 'picture'] as const;
  await exportProducts(volscope, outFolder, products);
  for (const product of ['mask', 'contour'] as const) {
    const name = `${sampleStem}_${product}.nii.gz`;
    const [exported, fromCli] = [
      await readLabelMap(join(outFolder, name)),
      await readLabelMap(join(cliFolder, name)),
    ];
    expect(exported.header.equals(fromCli.header)).toBe(true);
    expect(Buffer.compare(exported.labels, fromCli.labels)).toBe(0);
  }
  const stl = await readFile(join(outFolder, `${sampleStem}_surface.stl`));
  expect(stl.length).toBe(84 + 50 * stl.readUInt32LE(80));
  const exportedReport = JSON.parse(
    await readFile(join(outFolder, `${sampleStem}_report.json`), 'utf8'),
  ) as typeof report;
  expect(exportedReport.mask).toEqual(report.mask);
  const png = await readFile(join(outFolder, `${sampleStem}.png`));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
});

test('a save that is dismissed, or can not be done, leaves the app as it was', async ({ launchOn }) => {
  const volscope = await launchOn();
  const { page } = volscope;
  await segmentScan(volscope);

  await chooseToSaveIn(volscope, null);
  await chooseMenuItem(volscope, 'Mask (.nii.gz)…');
  await expect(page.getByTestId('toast')).toHaveCount(0);

  await chooseToSaveIn(volscope, '/nowhere/at/all');
  await chooseMenuItem(volscope, 'Mask (.nii.gz)…');
  await expect(page.getByRole('alert')).toContainText("can't be written");
  await expectMask(volscope);
});

test('progress of a run, and its end, leave the pictures where they are: a canvas of another size stalled the window', async ({
  launchOn,
}) => {
  const volscope = await launchOn();
  const { page } = volscope;
  await expectSettled(volscope);
  const sizes = await watchCanvasSizes(page);
  await pressSegment(volscope);
  await expect(page.getByTestId('progress')).toBeVisible();
  await expectMask(volscope);
  await expect(page.getByTestId('progress')).toBeHidden();
  await expectSettled(volscope);
  expect(await sizes()).toHaveLength(1);
});
