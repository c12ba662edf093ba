import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../support/fixtures.ts';

const bounds = { x: 40, y: 30, width: 1000, height: 700 };

test('settings and the place of the window are kept between starts', async ({ launch }) => {
  const first = await launch();
  await first.page.evaluate(() => window.volscope.saveSettings({ provider: 'cpu' }));
  await first.electron.evaluate(
    ({ BrowserWindow }, kept) => BrowserWindow.getAllWindows()[0].setBounds(kept),
    bounds,
  );
  await first.electron.close();

  const second = await launch();
  const { settings } = await second.page.evaluate(() => window.volscope.start());
  expect(settings.provider).toBe('cpu');
  expect(
    await second.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].getBounds()),
  ).toMatchObject({ width: bounds.width, height: bounds.height });
});

test('a settings file that can not be understood is set aside', async ({ home, launch }) => {
  await writeFile(join(home, 'settings.json'), '{"provider": ');
  const { page } = await launch();
  const { settings } = await page.evaluate(() => window.volscope.start());
  expect(settings.provider).toBe('auto');
  expect(await readFile(join(home, 'settings.json.broken'), 'utf8')).toBe('{"provider": ');
});
