import { join } from 'node:path';
import { access } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { chooseToOpen } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import { expectScan, sampleScan, sampleStem } from './support/scans.ts';
import { paintStroke } from './support/painting.ts';
import { expectMask, segmentScan, shownMl } from './support/segmenting.ts';

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

test('keys reach the pictures after a slider or a box was used, and reach nothing behind a dialog', async ({
  launchOn,
}) => {
  const volscope = await launchOn();
  const { page } = volscope;
  await segmentScan(volscope);
  const tool = (name: string) => page.getByRole('button', { name, exact: true });

  await page.getByTestId('opacity').click();
  await expect(page.getByTestId('opacity')).toBeFocused();
  await page.keyboard.press('b');
  await expect(page.getByTestId('tool-options')).toContainText('Brush');
  const opacity = await page.getByTestId('opacity').inputValue();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('opacity'), 'its own keys stay its own').toHaveValue(
    String(Number(opacity) + 1),
  );
  await page.getByTestId('outline').click();
  await page.keyboard.press('v');
  await expect(page.getByTestId('tool-options')).toHaveCount(0);
  await page.keyboard.press('Space');
  await expect(page.getByTestId('outline')).toBeChecked();

  const found = await shownMl(volscope);
  await page.keyboard.press('b');
  await paintStroke(volscope, 'axial', [
    [0.35, 0.5],
    [0.4, 0.55],
  ]);
  await expect.poll(() => shownMl(volscope)).toBeGreaterThan(found);
  const painted = await shownMl(volscope);
  await page.getByTestId('export-open').click();
  await page.getByTestId('export-pdf').focus();
  for (const keys of ['Control+z', 'Control+,', 's', 'v']) await page.keyboard.press(keys);
  await expect(page.locator('dialog')).toHaveCount(1);
  // The size of everything is no part of what lies behind.
  await page.keyboard.press('Control+=');
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBeCloseTo(1.1, 5);
  await page.keyboard.press('Control+0');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('tool-options')).toContainText('Brush');
  expect(await shownMl(volscope)).toBe(painted);
  await page.keyboard.press('Control+z');
  await expect.poll(() => shownMl(volscope)).toBe(found);
  await expect(tool('Segment'), 'no run was started behind the dialog').toBeEnabled();
});

test('the help names every key that the menu listens for', async ({ volscope: { electron, page } }) => {
  await expect(page.getByTestId('sample-button')).toBeVisible();
  const accelerators = await electron.evaluate(({ Menu }) => {
    type Items = readonly Electron.MenuItem[];
    const all = (items: Items): Items =>
      items.flatMap((item) => (item.submenu ? all(item.submenu.items) : [item]));
    return all(Menu.getApplicationMenu()?.items ?? []).flatMap(
      ({ role, accelerator, registerAccelerator }) =>
        !role && accelerator && registerAccelerator ? [String(accelerator)] : [],
    );
  });
  expect(accelerators.length).toBeGreaterThan(4);
  await page.keyboard.press('?');
  const named = await page.getByTestId('help-dialog').locator('th').allTextContents();
  const names = accelerators.map((keys) =>
    keys.replace('CmdOrCtrl', 'Ctrl').replace('Return', 'Enter').replaceAll('+', ' + '),
  );
  expect(named).toEqual(expect.arrayContaining(names));
});
