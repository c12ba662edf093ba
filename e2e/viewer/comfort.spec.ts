import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { dropFiles } from '../support/drop.ts';
import { expect, test } from '../support/fixtures.ts';
import { keepScreen, pictureOf, type Picture } from '../support/pixels.ts';
import { expectScan, sampleScan } from '../support/scans.ts';
import { paintStroke } from '../support/painting.ts';
import { segmentScan, shownMl } from '../support/segmenting.ts';
import { killProcess, type Volscope } from '../support/volscope.ts';

/** Lightness of a pixel, 0 to 255. */
const lightness = (picture: Picture, x: number, y: number) => Math.max(...picture.at(x, y));

async function menuLabels({ electron }: Volscope): Promise<string[]> {
  return electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? []);
}

test('language, colours and size are chosen, seen at once, and there again at the next start', async ({
  launch,
  launchOn,
}) => {
  test.setTimeout(120_000);
  const first = await launchOn();
  const { page } = first;
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

test('what the engine says is in the language that is chosen, from then on', async ({
  volscope,
  outFolder,
}) => {
  const { page } = volscope;
  const text = join(outFolder, 'notes.nii');
  await writeFile(text, 'This is no scan. '.repeat(99));
  const alert = page.getByRole('alert');
  await dropFiles(page, [text]);
  await expect(alert).toContainText(
    'notes.nii is not a NIfTI file; open a CT scan stored as .nii or .nii.gz.',
  );

  await page.keyboard.press('Control+,');
  await page.getByTestId('language').selectOption('de');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.keyboard.press('Escape');
  await dropFiles(page, [text]);
  await expect(alert).toContainText(
    'notes.nii ist keine NIfTI-Datei; bitte eine CT-Aufnahme als .nii oder .nii.gz öffnen.',
  );
  await keepScreen(volscope, 'message-german');

  // An engine that is started anew is told again, and an importer's sentence comes through its process.
  await killProcess(volscope, 'volscope-engine');
  await expect(page.getByTestId('banner')).toContainText('neu gestartet');
  const weights = join(outFolder, 'weights.pt');
  await writeFile(weights, 'no weights');
  await dropFiles(page, [weights]);
  await expect(page.getByTestId('models-dialog')).toContainText('Die Datei ist kein PyTorch-Archiv (.pt)');
});

test('the view is found again as it was left', async ({ launchOn, home }) => {
  const first = await launchOn();
  for (const key of ['F2', '3', 'n']) await first.page.keyboard.press(key);
  const kept = async () => readFile(join(home, 'settings.json'), 'utf8');
  await expect.poll(kept).toContain('"windowKey": "3"');
  await first.electron.close();

  const second = await launchOn();
  await expect(second.page.locator('[data-stage]')).toHaveAttribute('data-layout', 'large');
  await expect(second.page.getByRole('button', { name: 'Liver', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(second.page.getByTestId('volume-preset')).toContainText('Vessels');
});

test('what was deleted or closed is offered back, and the offer waits for who reaches for it', async ({
  launchOn,
}) => {
  test.setTimeout(120_000);
  const volscope = await launchOn();
  const { page } = volscope;
  await segmentScan(volscope);
  const found = await page.getByTestId('volume-ml').textContent();
  const toast = page.getByTestId('toast');

  await test.step('a segment, by the keyboard', async () => {
    await page.getByTestId('segment-delete').click();
    await expect(page.getByTestId('segment')).toHaveCount(0);
    await expect(toast).toContainText(/Deleted spleen\./i);
    await keepScreen(volscope, 'toast-undo');
    await page.keyboard.press('F8');
    await expect(page.getByTestId('toast-undo')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('volume-ml')).toHaveText(found ?? '');
    await expect(toast).toHaveCount(0);
  });

  await test.step('a group, with its edits', async () => {
    await page.getByRole('button', { name: /^Delete Spleen \(/ }).click();
    await expect(page.getByTestId('segment')).toHaveCount(0);
    await page.getByTestId('toast-undo').click();
    await expect(page.getByTestId('volume-ml')).toHaveText(found ?? '');
    // The engine has its voxels again: it measures them after an edit.
    await page.getByTestId('operation').selectOption('grow');
    await page.getByTestId('operation-apply').click();
    await expect(page.getByTestId('volume-ml')).not.toHaveText(found ?? '');
    await page.getByTestId('undo').click();
    await expect(page.getByTestId('volume-ml')).toHaveText(found ?? '');
  });

  await test.step('a scan, and Escape dismisses', async () => {
    await page.getByRole('button', { name: /^Close cptac/ }).click();
    await expect(page.getByTestId('sample-button')).toBeVisible();
    await page.getByTestId('toast-action').click();
    await expectScan(volscope, sampleScan);
    await page.getByRole('button', { name: /^Close cptac/ }).click();
    await expect(toast).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(toast).toHaveCount(0);
  });
});

test('a message goes by itself after another was answered, and nothing is brought back twice', async ({
  launchOn,
}) => {
  const volscope = await launchOn();
  const { page } = volscope;
  await page.keyboard.press('d');
  await paintStroke(volscope, 'axial', [
    [0.4, 0.4],
    [0.6, 0.4],
  ]);
  const measured = page.getByTestId('measurement');
  await expect(measured).toHaveCount(1);
  await page.keyboard.press('Delete');
  await expect(measured).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(measured).toHaveCount(1);
  await page.getByTestId('toast-undo').click();
  await expect(page.getByTestId('toast')).toHaveCount(0);
  await expect(measured).toHaveCount(1);

  await segmentScan(volscope);
  const found = await shownMl(volscope);
  await page.getByTestId('segment-delete').click();
  await expect(page.getByTestId('segment')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect.poll(() => shownMl(volscope)).toBe(found);
  await page.getByTestId('toast-undo').click();
  await expect(page.getByTestId('toast'), 'it was undone already: there is nothing to say').toHaveCount(0);
  await expect.poll(() => shownMl(volscope)).toBe(found);
  await page.keyboard.press('Control+Shift+z');
  await expect(page.getByTestId('segment')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect.poll(() => shownMl(volscope)).toBe(found);

  // The focus went with the message that was answered: the next one is held by nobody.
  await page.getByTestId('operation-apply').click();
  await expect(page.getByTestId('toast')).toContainText('Fill holes: nothing to change.');
  await page.mouse.move(5, 5);
  await expect(page.getByTestId('toast')).toHaveCount(0, { timeout: 15_000 });
});

test('the header and the geometry of the scan are there to be read and copied', async ({ launchOn }) => {
  const volscope = await launchOn();
  const { page } = volscope;
  await page.getByTestId('header-button').click();
  const dialog = page.getByTestId('header-dialog');
  await expect(dialog).toContainText(/Voxels i × j × k256 × 256 × 60/);
  await expect(dialog).toContainText(/Position taken fromsform/);
  await expect(dialog).toContainText(/-1024 HU to 1262 HU/);
  await keepScreen(volscope, 'header');
  await page.getByTestId('copy-header').click();
  await expect(page.getByTestId('copy-header')).toHaveText('Copied');
  const copied = await volscope.electron.evaluate(async ({ clipboard }) => await clipboard.readText());
  const header = gunzipSync(await readFile(sampleScan));
  const [sx, sy, sz] = [0, 1, 2].map((n) => header.readFloatLE(280 + 4 * (4 * n + 3)));
  for (const origin of [sx, sy, sz]) expect(copied).toContain(String(Number(origin.toFixed(5))));
  expect(copied).toContain('  Spacing: ');
});

test('a magnifier shows what is under the pointer enlarged, its mask with it, while Z is held', async ({
  launchOn,
}) => {
  const volscope = await launchOn();
  const { page } = volscope;
  await segmentScan(volscope);
  await page.keyboard.press('x');
  const pane = page.getByTestId('pane-axial');
  const lens = page.getByTestId('lens-axial');
  const place = await pane.boundingBox();
  const [x, y] = [Math.round((place?.width ?? 0) * 0.64), Math.round((place?.height ?? 0) * 0.55)];
  const before = await pictureOf(volscope, pane);
  await pane.hover({ position: { x, y } });
  await expect(lens).toBeHidden();
  await page.keyboard.down('z');
  await expect(lens).toBeVisible();
  // Read from its own canvas: a screenshot brings the system's pointer to mind, which is elsewhere.
  const large = await lens.evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    let tinted = 0;
    for (let n = 0; n < width * height; n += 1) {
      const [dx, dy] = [(n % width) - width / 2, Math.floor(n / width) - height / 2];
      const rgb = pixels.slice(4 * n, 4 * n + 3);
      if (Math.hypot(dx, dy) <= 100 && Math.max(...rgb) - Math.min(...rgb) > 8) tinted += 1;
    }
    return tinted;
  });
  await pane.hover({ position: { x: x + 1, y } });
  await keepScreen(volscope, 'lens');
  let small = 0;
  for (let dx = -40; dx <= 40; dx += 1)
    for (let dy = -40; dy <= 40; dy += 1) {
      const rgb = before.at(x + dx, y + dy);
      if (Math.hypot(dx, dy) <= 40 && Math.max(...rgb) - Math.min(...rgb) > 8) small += 1;
    }
  // The mask's area is larger by the square of 2.5.
  expect(small).toBeGreaterThan(500);
  expect(large / small).toBeGreaterThan(5.6);
  expect(large / small).toBeLessThan(6.9);
  await page.keyboard.up('z');
  await expect(lens).toBeHidden();
});

test.describe('the first start', () => {
  test.use({ tourSeen: false });

  test('has a tour of four steps that opens the sample, and never comes back by itself', async ({
    launch,
  }) => {
    const first = await launch();
    const { page } = first;
    const next = page.getByTestId('tour-next');
    await expect(page.getByTestId('tour-open')).toBeVisible();
    await expect(next).toBeFocused();
    await keepScreen(first, 'tour-open');
    await page.keyboard.press('Enter');
    await expectScan(first, sampleScan);
    await expect(page.getByTestId('tour-look')).toBeVisible();
    await keepScreen(first, 'tour-look');
    await next.press('Enter');
    await expect(page.getByTestId('tour-segment')).toBeVisible();
    await keepScreen(first, 'tour-segment');
    await next.press('Enter');
    await expect(page.getByTestId('tour-correct')).toBeVisible();
    await keepScreen(first, 'tour-correct');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('tour-correct')).toBeHidden();
    await first.electron.close();

    const second = await launch();
    await expect(second.page.getByTestId('sample-button')).toBeVisible();
    await expect(second.page.locator('.tour')).toHaveCount(0);
    await second.page.keyboard.press('?');
    await second.page.getByRole('button', { name: 'Show the tour' }).click();
    await expect(second.page.getByTestId('tour-open')).toBeVisible();
    await second.page.getByTestId('tour-skip').click();
    await expect(second.page.locator('.tour')).toHaveCount(0);
  });
});
