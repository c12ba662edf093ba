import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dropFiles } from './support/drop.ts';
import { spreadOf, writeFigures } from './support/figures.ts';
import { expect, test } from './support/fixtures.ts';
import { launchOnLargeScan } from './support/largeScan.ts';
import { expectScan, largeScan } from './support/scans.ts';
import { expectSettled, segmentScan } from './support/segmenting.ts';
import { nextFrame, workOfKeys } from './support/work.ts';

const planes = ['axial', 'coronal', 'sagittal'];

// A software renderer draws on the cores that the page works on.
test.use({ drawing: 'none' });

test('scrolling two scans of 29 MB side by side, linked, a mask on each: work a slice of both', async ({
  launchOn,
  outFolder,
}) => {
  test.setTimeout(300_000);
  const volscope = await launchOnLargeScan(launchOn, 'none');
  const { page } = volscope;
  const other = join(outFolder, 'other.nii.gz');
  await copyFile(largeScan, other);
  await dropFiles(page, [other]);
  await expectScan(volscope, other);
  await segmentScan(volscope);
  await expectSettled(volscope);

  const figures: Record<string, unknown> = {};
  const measure = async (what: string, plane: string) => {
    const shown = page.getByTestId(`pane-${plane}`);
    await shown.hover();
    await page.keyboard.press('End');
    await nextFrame(page);
    const last = (await shown.getAttribute('data-slice')) ?? '';
    figures[`${what}, ${plane}: ms of script a slice`] = spreadOf(
      await workOfKeys(page, { key: 'ArrowUp' }, 100),
    );
    await expect(shown).not.toHaveAttribute('data-slice', last);
    return (await shown.getAttribute('data-slice')) ?? '';
  };
  for (const plane of planes) await measure('one scan', plane);
  await page.keyboard.press('F5');
  for (const plane of planes) {
    await page.getByTestId(`compare-${plane}`).click();
    const slice = await measure('two scans', plane);
    // The other has come along.
    await expect(page.getByTestId('pane-compared')).toHaveAttribute('data-slice', slice);
  }
  await writeFigures('scrolling two scans', figures);
});
