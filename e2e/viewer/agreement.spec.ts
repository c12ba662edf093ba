import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCli } from '../support/cli.ts';
import { exportProducts } from '../support/exporting.ts';
import { readLabelMap } from '../support/labelMap.ts';
import { expect, test } from '../support/fixtures.ts';
import { keepScreen } from '../support/pixels.ts';
import { sampleStem } from '../support/scans.ts';
import { expectSettled } from '../support/segmenting.ts';

const bundled = fileURLToPath(new URL('../../models/spleen-monai-tutorial', import.meta.url));

/** Imports the bundled network again, with a recipe that snaps its masks to edges. */
async function importRefined(home: string, folder: string): Promise<void> {
  await mkdir(folder);
  await cp(join(bundled, 'model.onnx'), join(folder, 'model.onnx'));
  const manifest = JSON.parse(await readFile(join(bundled, 'manifest.json'), 'utf8')) as {
    recipe: object;
  };
  const recipe = { ...manifest.recipe, refine: 1 };
  const refined = { ...manifest, id: 'snapped', name: 'Spleen, snapped to edges', recipe };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(refined));
  await runCli(home, 'models', 'import', folder, '--as', 'snapped');
}

interface Agreement {
  readonly segments: readonly Readonly<Record<string, number>>[];
}

test('two models run on one scan lie side by side, and agree by the numbers of the command line', async ({
  launchOn,
  home,
  outFolder,
}) => {
  test.setTimeout(120_000);
  await importRefined(home, join(outFolder, 'snapped'));
  const volscope = await launchOn();
  const { page } = volscope;

  await page.getByTestId('run-several').click();
  await page.getByTestId('several-:spleen-monai-tutorial').check();
  await page.getByTestId('several-:snapped').check();
  await keepScreen(volscope, 'several');
  await page.getByTestId('several-run').click();
  await expect(page.getByTestId('progress')).toContainText('of 2');
  const groups = page.locator('.group-row');
  await expect(groups).toHaveCount(2, { timeout: 60_000 });
  await expect(page.getByTestId('progress')).toHaveCount(0);

  await page.getByTestId('compare').click();
  const table = page.getByTestId('agreement');
  const cell = (column: string) => table.locator(`[data-column="${column}"]`);
  await expect(cell('dice')).toHaveText(/^0\.\d{4}$/);
  await expectSettled(volscope);
  await keepScreen(volscope, 'agreement');
  await page.getByTestId('copy-agreement').click();
  const copied = await volscope.electron.evaluate(async ({ clipboard }) => await clipboard.readText());
  await page.keyboard.press('Escape');

  const masks: string[] = [];
  for (const [n, name] of ['a', 'b'].entries()) {
    await mkdir(join(outFolder, name));
    await groups.nth(n).getByRole('radio').check();
    await exportProducts(volscope, join(outFolder, name), ['mask']);
    masks.push(join(outFolder, name, `${sampleStem}_mask.nii.gz`));
  }
  const json = await runCli(home, 'compare', ...masks, '--json');
  const [alone] = (JSON.parse(json) as Agreement).segments;
  expect(alone?.['dice']).toBeLessThan(1);
  await exportProducts(volscope, join(outFolder, 'b'), ['report']);
  const report = await readFile(join(outFolder, 'b', `${sampleStem}_report.json`), 'utf8');
  const [told] = (JSON.parse(report) as { agreement: readonly Agreement[] }).agreement;
  // The report is of B, and so the other way round.
  expect(told?.segments[0]).toMatchObject({
    ...{ mlA: alone?.['mlB'], mlB: alone?.['mlA'], dice: alone?.['dice'], jaccard: alone?.['jaccard'] },
    hausdorff95Mm: alone?.['hausdorff95Mm'],
  });

  const digits = { mlA: 1, mlB: 1, dice: 4, jaccard: 4, meanSurfaceMm: 2, hausdorff95Mm: 2 };
  await page.getByTestId('compare').click();
  for (const [column, count] of Object.entries(digits))
    await expect(cell(column)).toHaveText((alone?.[column] ?? NaN).toFixed(count));
  // Voxels of one result alone, counted in what the command line was given.
  await page.getByTestId('show-differences').click();
  await expect(groups).toHaveCount(3);
  const onlyA = page.getByTestId('segment').getByTitle('Only A', { exact: true });
  await expect(onlyA).toBeVisible();
  await keepScreen(volscope, 'differences');
  const [a, b] = await Promise.all(masks.map(readLabelMap));
  const inAAlone = a.labels.reduce((sum, label, n) => sum + (label !== 0 && b.labels[n] === 0 ? 1 : 0), 0);
  await expect(page.getByTestId('statistics')).toContainText(`Voxels${inAAlone.toLocaleString('en')}`);
  expect(copied.split('\n')[1]?.split('\t')[7]).toBe(alone?.['dice']?.toFixed(5));
});
