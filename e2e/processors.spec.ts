import { expect, test } from './support/fixtures.ts';
import { keepScreen } from './support/pixels.ts';
import { segmentScan } from './support/segmenting.ts';

test('the processors are listed with state and reason, one is chosen, and it is the one that runs', async ({
  launchOn,
}) => {
  const volscope = await launchOn();
  const { page } = volscope;
  await page.getByTestId('processors-button').click();
  const dialog = page.getByTestId('processors-dialog');
  const row = (name: string) => page.getByTestId(`processor-${name}`);
  await expect(dialog.locator('[data-testid^="processor-"]')).toHaveCount(6, { timeout: 60_000 });
  await expect(row('cpu')).toHaveAttribute('data-state', 'ready');
  await expect(row('cpu')).toContainText(/CPU \(.*thread/);
  await expect(row('cpu')).toContainText(/onnxruntime \d+\.\d+/);
  const elsewhere = process.platform === 'darwin' ? 'directml' : 'coreml';
  await expect(row(elsewhere)).toHaveAttribute('data-state', 'absent');
  await expect(row(elsewhere)).toContainText('only on');
  await expect(row(elsewhere).getByRole('radio')).toBeDisabled();
  await keepScreen(volscope, 'processors');

  await row('cpu').getByRole('radio').check();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByTestId('processor-choice')).toHaveValue('cpu');
  expect((await page.evaluate(() => window.volscope.start())).settings.provider).toBe('cpu');

  await segmentScan(volscope);
  await expect(page.getByText(/^In use: CPU \(/)).toBeVisible();
});

test('the list can be opened from the menu before there is a scan', async ({ volscope }) => {
  await expect(volscope.page.getByTestId('sample-button')).toBeVisible();
  await volscope.electron.evaluate(({ Menu }) => {
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
    items.find(({ label }) => label === 'Processors…')?.click();
  });
  await expect(volscope.page.getByTestId('processors-dialog')).toBeVisible();
});
