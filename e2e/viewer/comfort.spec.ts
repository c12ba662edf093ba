import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../support/fixtures.ts';
import { keepScreen, pictureOf, type Picture } from '../support/pixels.ts';
import { expectScan, sampleScan } from '../support/scans.ts';
import type { Volscope } from '../support/volscope.ts';

/** Lightness of a pixel, 0 to 255. */
const lightness = (picture: Picture, x: number, y: number) => Math.max(...picture.at(x, y));

async function menuLabels({ electron }: Volscope): Promise<string[]> {
  return electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);
}

test('language, colours and size are chosen, seen at once, and there again at the next start', async ({
  launch,
}) => {
  test.setTimeout(120_000);
  const first = await launch(sampleScan);
  const { page } = first;
  await expectScan(first, sampleScan);
  const bar = page.locator('.top-bar');
  expect(lightness(await pictureOf(first, bar), 3, 3)).toBeLessThan(60);
  const width = await page.evaluate(() => innerWidth);

  await page.keyboard.press('Control+,');
  const dialog = page.getByTestId('settings-dialog');
  await page.getByTestId('language').selectOption('de');
  await expect(dialog.getByRole('heading', { name: 'Einstellungen' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect.poll(() => menuLabels(first)).toContain('&Ansicht');
  await page.getByTestId('theme').selectOption('light');
  await expect
    .poll(() => first.electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource))
    .toBe('light');
  await keepScreen(first, 'settings-light-german');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await test.step('bars and panels are light, pictures stay on black', async () => {
    expect(lightness(await pictureOf(first, bar), 3, 3)).toBeGreaterThan(200);
    expect(lightness(await pictureOf(first, page.locator('.side-panel')), 20, 3)).toBeGreaterThan(200);
    const axial = await pictureOf(first, page.getByTestId('pane-axial'));
    expect(lightness(axial, 1, Math.round(axial.height / 3))).toBeLessThan(30);
  });

  await page.keyboard.press('Control+=');
  await page.keyboard.press('Control+=');
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(Math.round(width / 1.2));
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBeCloseTo(1.2, 5);
  await first.electron.close();

  const second = await launch();
  await expect(second.page.getByRole('heading', { name: 'Aufnahme hierher ziehen' })).toBeVisible();
  await expect.poll(() => second.page.evaluate(() => devicePixelRatio)).toBeCloseTo(1.2, 5);
  expect(lightness(await pictureOf(second, second.page.locator('.top-bar')), 3, 3)).toBeGreaterThan(200);
  await second.page.keyboard.press('Control+0');
  await expect.poll(() => second.page.evaluate(() => devicePixelRatio)).toBe(1);
  await keepScreen(second, 'empty-light-german');
});

test('the view is found again as it was left', async ({ launch, home }) => {
  const first = await launch(sampleScan);
  await expectScan(first, sampleScan);
  for (const key of ['F2', '3', 'n']) await first.page.keyboard.press(key);
  const kept = async () => readFile(join(home, 'settings.json'), 'utf8');
  await expect.poll(kept).toContain('"windowKey": "3"');
  await first.electron.close();

  const second = await launch(sampleScan);
  await expectScan(second, sampleScan);
  await expect(second.page.locator('[data-stage]')).toHaveAttribute('data-layout', 'large');
  await expect(second.page.getByRole('button', { name: 'Liver', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(second.page.getByTestId('volume-preset')).toContainText('Vessels');
});
