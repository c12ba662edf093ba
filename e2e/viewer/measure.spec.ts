import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportProducts } from '../support/exporting.ts';
import { expect, test } from '../support/fixtures.ts';
import { dropFiles } from '../support/drop.ts';
import { dragVoxels, measuredNumber, measurementRow, windowPoint } from '../support/measuring.ts';
import { keepScreen, pictureOf } from '../support/pixels.ts';
import { copyOfSample, expectScan, sampleScan, sampleStem } from '../support/scans.ts';
import { killProcess, processId, type Volscope } from '../support/volscope.ts';
import { readScan, type ScanVoxels } from '../support/voxels.ts';

async function sliceOf({ page }: Volscope, plane: string): Promise<number> {
  return Number(await page.getByTestId(`pane-${plane}`).getAttribute('data-slice'));
}

/** Mean and standard deviation of voxels [from, to] of an axial slice, counted on its own. */
function statistics(scan: ScanVoxels, k: number, [i0, j0]: number[], [i1, j1]: number[]) {
  const values: number[] = [];
  for (let j = j0; j <= j1; j++) for (let i = i0; i <= i1; i++) values.push(scan.at(i, j, k));
  const mean = values.reduce((a, b) => a + b) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return { values, mean, sd };
}

test('distance, angle, rectangle, ellipse and probe say what the file says', async ({
  launchOn,
  outFolder,
}) => {
  test.setTimeout(90_000);
  const volscope = await launchOn();
  const { page } = volscope;
  const scan = await readScan(sampleScan);
  const [ni, nj] = scan.shapeIjk;
  const [di, dj, dk] = scan.spacingMm;
  const k = await sliceOf(volscope, 'axial');
  const [ci, cj] = [Math.round(ni / 2), Math.round(nj / 2)];

  await page.keyboard.press('d');
  await expect(page.getByTestId('tool-distance')).toHaveAttribute('aria-pressed', 'true');
  await dragVoxels(volscope, 'axial', [ci - 40, cj - 30, k], [ci + 20, cj - 30, k]);
  // A pointer stands on whole pixels: within a pixel or two of what was aimed at.
  expect(Math.abs((await measuredNumber(volscope, 'Distance 1')) - 60 * di)).toBeLessThan(2 * di);
  const j = await sliceOf(volscope, 'coronal');
  await dragVoxels(volscope, 'coronal', [ci - 30, j, 20], [ci - 30, j, 50]);
  expect(Math.abs((await measuredNumber(volscope, 'Distance 2')) - 30 * dk)).toBeLessThan(2 * dk);

  await page.keyboard.press('a');
  const corners = [
    [ci + 30, cj + 10, k],
    [ci + 30, cj + 40, k],
    [ci + 60, cj + 40, k],
  ] as const;
  for (const corner of corners) {
    await page.mouse.move(...(await windowPoint(volscope, 'axial', corner)));
    await page.mouse.down();
    await page.mouse.up();
  }
  expect(Math.abs((await measuredNumber(volscope, 'Angle 1')) - 90)).toBeLessThan(3);

  await page.keyboard.press('q');
  const [low, high] = [
    [ci - 50, cj + 5],
    [ci - 31, cj + 19],
  ] as const;
  await dragVoxels(volscope, 'axial', [low[0] - 0.5, low[1] - 0.5, k], [high[0] + 0.5, high[1] + 0.5, k]);
  const { mean } = statistics(scan, k, [...low], [...high]);
  expect(Math.abs((await measuredNumber(volscope, 'Rectangle 1')) - mean)).toBeLessThan(8);

  await page.keyboard.press('u');
  await dragVoxels(volscope, 'axial', [ci - 10, cj + 20, k], [ci + 14, cj + 45, k]);
  await page.keyboard.press('p');
  const probed = [ci + 45, cj - 20] as const;
  await page.mouse.click(...(await windowPoint(volscope, 'axial', [...probed, k])));
  expect(await measuredNumber(volscope, 'Probe 1')).toBe(scan.at(...probed, k));
  await page.keyboard.press('v');
  await keepScreen(volscope, 'measurements');

  // What is exported is checked against the file by what it says of itself: its corners.
  await exportProducts(volscope, outFolder, ['report']);
  const report = JSON.parse(await readFile(join(outFolder, `${sampleStem}_report.json`), 'utf8')) as {
    measurements: {
      name: string;
      plane: string;
      slice: number;
      meanHu: number;
      sdHu: number;
      voxels: number;
      areaMm2: number;
      widthMm: number;
      heightMm: number;
    }[];
  };
  expect(report.measurements.map(({ name, plane, slice }) => [name, plane, slice])).toEqual([
    ['Distance 1', 'axial', k],
    ['Distance 2', 'coronal', j],
    ['Angle 1', 'axial', k],
    ['Rectangle 1', 'axial', k],
    ['Ellipse 1', 'axial', k],
    ['Probe 1', 'axial', k],
  ]);
  const [rectangle, ellipse] = report.measurements.slice(3);
  expect(rectangle.areaMm2).toBeCloseTo(rectangle.widthMm * rectangle.heightMm, 6);
  expect(ellipse.areaMm2).toBeCloseTo((ellipse.widthMm * ellipse.heightMm * Math.PI) / 4, 6);
  expect(Math.abs(ellipse.voxels * di * dj - ellipse.areaMm2) / ellipse.areaMm2).toBeLessThan(0.05);
});

test('a measurement is seen on its slice alone, moved by its ends and as a whole, renamed, hidden, deleted, brought back', async ({
  launchOn,
}) => {
  test.setTimeout(90_000);
  const volscope = await launchOn();
  const { page } = volscope;
  const scan = await readScan(sampleScan);
  const [di] = scan.spacingMm;
  const k = await sliceOf(volscope, 'axial');
  const [ci, cj] = [Math.round(scan.shapeIjk[0] / 2), Math.round(scan.shapeIjk[1] / 2)];
  const value = measurementRow(volscope, 'Distance 1').getByTestId('measurement-value');
  await page.keyboard.press('x');
  await page.keyboard.press('d');
  await dragVoxels(volscope, 'axial', [ci - 40, cj, k], [ci, cj, k]);
  const drawn = await measuredNumber(volscope, 'Distance 1');
  await page.keyboard.press('v');

  // The colour of lines, halfway along it.
  const isYellow = async (ijk: readonly [number, number, number]) => {
    const pane = page.getByTestId('pane-axial');
    const box = await pane.boundingBox();
    const [x, y] = await windowPoint(volscope, 'axial', ijk);
    const picture = await pictureOf(volscope, pane);
    return [-1, 0, 1].some((dy) => {
      const [r, g, b] = picture.at(Math.round(x - (box?.x ?? 0)), Math.round(y - (box?.y ?? 0)) + dy);
      return r > 200 && g > 170 && b < 180 && r - b > 60;
    });
  };
  await expect.poll(() => isYellow([ci - 20, cj, k])).toBe(true);
  await page.keyboard.press('ArrowUp');
  await expect(page.getByTestId('pane-axial')).not.toHaveAttribute('data-slice', String(k));
  await expect.poll(() => isYellow([ci - 20, cj, k])).toBe(false);
  await page.getByRole('button', { name: 'Show Distance 1 on its slice' }).click();
  await expect(page.getByTestId('pane-axial')).toHaveAttribute('data-slice', String(k));
  await expect.poll(() => isYellow([ci - 20, cj, k])).toBe(true);

  // One end is moved: without a tool too.
  await dragVoxels(volscope, 'axial', [ci, cj, k], [ci + 20, cj, k]);
  await expect.poll(() => measuredNumber(volscope, 'Distance 1')).toBeGreaterThan(drawn + 15 * di);
  const longer = await value.textContent();
  await dragVoxels(volscope, 'axial', [ci - 10, cj, k], [ci - 10, cj + 30, k]);
  await expect(value).toHaveText(longer ?? '');
  await expect.poll(() => isYellow([ci - 20, cj, k])).toBe(false);
  await expect.poll(() => isYellow([ci - 20, cj + 30, k])).toBe(true);
  await page.getByTestId('undo').click();
  await expect.poll(() => isYellow([ci - 20, cj, k])).toBe(true);

  const name = page.getByRole('textbox', { name: 'Name of the measurement' });
  await name.fill('Lesion');
  await name.press('Enter');
  await page.getByRole('button', { name: 'Hide Lesion' }).click();
  await expect.poll(() => isYellow([ci - 20, cj, k])).toBe(false);
  await page.getByRole('button', { name: 'Show Lesion on its slice' }).click();
  await expect(page.getByRole('button', { name: 'Hide Lesion' })).toBeVisible();
  await page.getByTestId('pane-axial').hover({ position: { x: 60, y: 60 } });
  await page.keyboard.press('Delete');
  await expect(page.getByTestId('measurement')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(name).toHaveValue('Lesion');
  await page.keyboard.press('Control+Shift+z');
  await expect(page.getByTestId('measurement')).toHaveCount(0);
});

test('measurements stay with their scan: while others are on show, after a crash and after closing', async ({
  launch,
  outFolder,
}) => {
  test.setTimeout(120_000);
  const first = await copyOfSample(outFolder, 'first.nii.gz');
  const second = await copyOfSample(outFolder, 'second.nii.gz');
  const volscope = await launch(first);
  const { page } = volscope;
  await expectScan(volscope, first);
  const k = await sliceOf(volscope, 'axial');
  await page.keyboard.press('d');
  await dragVoxels(volscope, 'axial', [100, 100, k], [140, 100, k]);
  await expect(page.getByTestId('measurement')).toHaveCount(1);
  const said = await measurementRow(volscope, 'Distance 1').textContent();

  await dropFiles(page, [second]);
  await expectScan(volscope, second);
  await expect(page.getByTestId('measurement')).toHaveCount(0);
  await page.getByRole('button', { name: 'first.nii.gz', exact: true }).click();
  await expect(page.getByTestId('measurement')).toHaveCount(1);

  const dead = await killProcess(volscope, 'volscope-engine');
  await expect.poll(() => processId(volscope, 'volscope-engine')).not.toBe(dead);
  await page.getByRole('button', { name: 'first.nii.gz', exact: true }).click();
  await expect(page.getByTestId('measurement')).toHaveCount(1);
  await volscope.electron.close();

  const later = await launch(first);
  await expectScan(later, first);
  await expect(measurementRow(later, 'Distance 1')).toHaveText(said ?? '');
});
