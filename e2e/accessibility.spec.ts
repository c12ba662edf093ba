import { basename } from 'node:path';
import type { Page } from '@playwright/test';
import { cutOffControls, seriousFindings } from './support/accessibility.ts';
import { dropFiles } from './support/drop.ts';
import { expect, test } from './support/fixtures.ts';
import { makeFrames, makeStrayMask } from './support/made.ts';
import { keepWindow, keepScreen } from './support/pixels.ts';
import { copyOfSample, expectScan, sampleScan } from './support/scans.ts';
import { segmentScan } from './support/segmenting.ts';

async function expectNoFindings(page: Page, where: string): Promise<void> {
  expect.soft(await seriousFindings(page), where).toEqual([]);
}

test('axe finds nothing serious, in either theme: the empty window, a segmented scan, every menu and dialog', async ({
  volscope,
  outFolder,
}) => {
  test.setTimeout(180_000);
  const { page } = volscope;
  await expect(page.getByTestId('sample-button')).toBeVisible();
  await expectNoFindings(page, 'empty window');

  await page.getByTestId('sample-button').click();
  await expectScan(volscope, sampleScan);
  await segmentScan(volscope);
  await page.keyboard.press('b');
  await expectNoFindings(page, 'segmented scan, with the brush');
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
  await keepScreen(volscope, 'segmented-light');
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
  await page.keyboard.press('v');

  const opener: Readonly<Record<string, string>> = {
    'run-several': 'several-dialog',
    'processors-button': 'processors-dialog',
    'settings-button': 'settings-dialog',
    'header-button': 'header-dialog',
    'models-button': 'models-dialog',
    'help-button': 'help-dialog',
    'export-open': 'export-dialog',
  };
  for (const [button, dialog] of Object.entries(opener)) {
    await page.getByTestId(button).click();
    await expect(page.getByTestId(dialog)).toBeVisible();
    await expectNoFindings(page, dialog);
    await page.keyboard.press('Escape');
    await expect(page.getByTestId(dialog)).toBeHidden();
    await expect(page.getByTestId(button), 'the focus comes back').toBeFocused();
  }
  for (const menu of ['volume-preset', 'volume-settings', 'plane-tools-axial']) {
    await page.getByTestId(menu).click();
    await expect(page.getByTestId(menu)).toHaveAttribute('data-state', 'open');
    await expectNoFindings(page, menu);
    await page.keyboard.press('Escape');
    await expect(page.getByTestId(menu)).toHaveAttribute('data-state', 'closed');
  }
  await page.getByTestId('segment-delete').click();
  await expect(page.getByTestId('toast')).toBeVisible();
  await expectNoFindings(page, 'a toast');

  for (const [dialog, make] of [
    ['frame-dialog', makeFrames],
    ['mask-dialog', makeStrayMask],
  ] as const) {
    await dropFiles(page, [await make(outFolder)]);
    await expect(page.getByTestId(dialog)).toBeVisible();
    await expectNoFindings(page, dialog);
    await keepScreen(volscope, dialog);
    await page.keyboard.press('Escape');
  }
});

test('at 200 % and in German nothing is cut off, and axe finds nothing serious', async ({ launchOn }) => {
  test.setTimeout(120_000);
  const volscope = await launchOn();
  const { page } = volscope;
  await segmentScan(volscope);
  await page.getByTestId('settings-button').click();
  await page.getByTestId('language').selectOption('de');
  await page.getByTestId('scale').fill('200');
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBe(2);
  const check = async (where: string) => {
    await keepWindow(volscope, `german-200-${where}`);
    expect.soft(await cutOffControls(page), where).toEqual([]);
    await expectNoFindings(page, `${where} at 200 %`);
  };
  await check('settings');
  await page.keyboard.press('Escape');
  await check('scan');
  for (const [button, dialog] of [
    ['header-button', 'header-dialog'],
    ['help-button', 'help-dialog'],
    ['models-button', 'models-dialog'],
    ['processors-button', 'processors-dialog'],
    ['export-open', 'export-dialog'],
  ] as const) {
    await page.getByTestId(button).click();
    await expect(page.getByTestId(dialog)).toBeVisible();
    await check(dialog);
    await page.keyboard.press('Escape');
  }
});

test('in the smallest window nothing is cut off, nor while two scans are compared', async ({
  launchOn,
  outFolder,
}) => {
  test.setTimeout(120_000);
  const volscope = await launchOn();
  const { electron, page } = volscope;
  await segmentScan(volscope);
  const second = await copyOfSample(outFolder, 'the same scan half a year later.nii.gz');
  await dropFiles(page, [second]);
  await expectScan(volscope, second);
  await page.getByRole('button', { name: basename(sampleScan), exact: true }).click();
  await expectScan(volscope, sampleScan);
  await electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window.setSize(...(window.getMinimumSize() as [number, number]));
  });
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(800);
  for (const language of ['en', 'de']) {
    await page.getByTestId('settings-button').click();
    await page.getByTestId('language').selectOption(language);
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('settings-dialog')).toBeHidden();
    expect.soft(await cutOffControls(page), `${language}, one scan`).toEqual([]);
    await page.keyboard.press('F5');
    await expect(page.getByTestId('compare-bar')).toBeVisible();
    await keepWindow(volscope, `smallest-compared-${language}`);
    expect.soft(await cutOffControls(page), `${language}, two scans`).toEqual([]);
    await page.keyboard.press('F1');
  }
});
