import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCli } from '../support/cli.ts';
import { chooseToOpen } from '../support/dialogs.ts';
import { dropFiles } from '../support/drop.ts';
import { expect, test } from '../support/fixtures.ts';
import { keepScreen } from '../support/pixels.ts';
import { copyOfSample, expectScan, sampleScan } from '../support/scans.ts';
import { expectMask } from '../support/segmenting.ts';

test('a folder becomes a worklist: pictures, a broken file named, volumes as the command line gives them', async ({
  volscope,
  home,
  outFolder,
}) => {
  test.setTimeout(180_000);
  const { page } = volscope;
  const [folder, results] = [join(outFolder, 'scans'), join(outFolder, 'results')];
  await Promise.all([mkdir(folder), mkdir(results)]);
  for (const name of ['a', 'b', 'c']) await copyOfSample(folder, `${name}.nii.gz`);
  await writeFile(join(folder, 'd.nii.gz'), 'no scan');

  await dropFiles(page, [folder]);
  await expectScan(volscope, join(folder, 'a.nii.gz'));
  const rows = page.getByTestId('worklist-row');
  const row = (name: string) => rows.filter({ hasText: `${name}.nii.gz` });
  await expect(rows).toHaveCount(4);
  await expect(rows.locator('canvas')).toHaveCount(3);
  await expect(row('d')).toHaveAttribute('data-state', 'failed');
  await expect(row('d').locator('.worklist-message')).toContainText('d.nii.gz');

  await chooseToOpen(volscope, [results]);
  await page.getByTestId('list-folder').click();
  await expect(page.getByText('Masks, contours and reports go to results.')).toBeVisible();

  await page.getByTestId('segment-all').click();
  await page.getByRole('button', { name: 'Cancel c.nii.gz' }).click();
  await expect(row('c')).toHaveAttribute('data-state', 'cancelled');
  await keepScreen(volscope, 'worklist-running');
  for (const name of ['a', 'b'])
    await expect(row(name)).toHaveAttribute('data-state', 'done', { timeout: 90_000 });
  await keepScreen(volscope, 'worklist');

  const cli = await runCli(home, 'segment', sampleScan, '--out', join(outFolder, 'cli'), '--json');
  const { mask } = JSON.parse(cli) as { mask: { ml: number } };
  for (const name of ['a', 'b']) {
    await expect(row(name).getByTestId('entry-ml')).toHaveText(`${mask.ml.toFixed(1)} mL`);
    expect(existsSync(join(results, `${name}_mask.nii.gz`))).toBe(true);
  }

  // The one on show has its mask without being opened once more.
  await expect(page.getByTestId('volume-ml')).toHaveText(`${mask.ml.toFixed(1)} mL`);

  await row('b')
    .getByRole('button', { name: /^b\.nii\.gz/ })
    .press('Enter');
  await expectScan(volscope, join(folder, 'b.nii.gz'));
  await expectMask(volscope);
  await expect(page.getByTestId('volume-ml')).toHaveText(`${mask.ml.toFixed(1)} mL`);
  await keepScreen(volscope, 'worklist-opened');

  await page.getByRole('button', { name: 'Remove d.nii.gz from the list' }).click();
  await expect(rows).toHaveCount(3);
});
