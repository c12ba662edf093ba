import { join } from 'node:path';
import { access } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { chooseToOpen } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import { expectScan, sampleScan, sampleStem } from './support/scans.ts';
import { expectMask } from './support/segmenting.ts';

/** More than the window has controls. */
const mostTabs = 150;

/** Presses Tab until the control has the focus, as a user without a mouse does. */
async function tabTo(page: Page, testId: string): Promise<void> {
  for (let pressed = 0; pressed < mostTabs; pressed++) {
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
    if (focused === testId) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${testId} can't be reached with Tab.`);
}

test('the whole job without a mouse: open, look, segment, change the overlay, export', async ({
  volscope,
  outFolder,
}) => {
  const { page } = volscope;
  const axial = page.getByTestId('pane-axial');
  await expect(page.getByTestId('sample-button')).toBeVisible();
  await tabTo(page, 'sample-button');
  await page.keyboard.press('Enter');
  await expectScan(volscope, sampleScan);

  const slice = Number(await axial.getAttribute('data-slice'));
  await page.keyboard.press('ArrowUp');
  await expect(axial).not.toHaveAttribute('data-slice', String(slice));
  await page.keyboard.press('4');
  await expect(page.getByRole('button', { name: 'Bone', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );

  await page.keyboard.press('s');
  await expectMask(volscope);
  await tabTo(page, 'opacity');
  await page.keyboard.press('End');
  await expect(page.getByTestId('opacity')).toHaveValue('100');
  await tabTo(page, 'shown-labels');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('shown-labels')).toHaveValue('contour');

  await chooseToOpen(volscope, [outFolder]);
  await tabTo(page, 'export-open');
  await page.keyboard.press('Enter');
  await tabTo(page, 'export-pdf');
  await page.keyboard.press('Space');
  await expect(page.getByTestId('export-pdf')).not.toBeChecked();
  await expect(page.getByTestId('export-mask')).toBeChecked();
  await tabTo(page, 'export-start');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('export-result')).toContainText('1 file');
  await access(join(outFolder, `${sampleStem}_mask.nii.gz`));
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('export-dialog')).toBeHidden();
});
