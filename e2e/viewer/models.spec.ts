import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { fileServer, type FileServer } from '../../main/models/testing/fileServer.ts';
import {
  classesGolden,
  classesScan,
  classNames,
  randomBundle,
  writeClassesBundle,
} from '../support/bundles.ts';
import { chooseToOpen } from '../support/dialogs.ts';
import { dropFiles } from '../support/drop.ts';
import { exportProducts } from '../support/exporting.ts';
import { expect, test } from '../support/fixtures.ts';
import { readLabelMap } from '../support/labelMap.ts';
import { compareOverlay } from '../support/overlay.ts';
import { keepScreen } from '../support/pixels.ts';
import { expectScan, sampleScan } from '../support/scans.ts';
import { pressSegment } from '../support/segmenting.ts';
import { processId, type Volscope } from '../support/volscope.ts';
import { readScan } from '../support/voxels.ts';

const bundledId = 'spleen-monai-tutorial';

const installedRow = (page: Page, id: string) =>
  page.locator(`[data-testid="installed-model"][data-model="${id}"]`);
const knownRow = (page: Page, id: string) => page.locator(`[data-testid="known-model"][data-model="${id}"]`);
const installedIds = (page: Page) =>
  page
    .getByTestId('installed-model')
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['model']));

/** Of an import from a file or an address; those of the catalogue are in its rows. */
const importOf = (page: Page, name: string) =>
  page.locator('.model-row').filter({ hasText: name }).getByTestId('import');

test('a bundle that is dropped is imported, finds its classes as MONAI does, and is removed', async ({
  launch,
  outFolder,
  home,
}) => {
  const volscope = await launch(classesScan);
  const { page } = volscope;
  await expectScan(volscope, classesScan);
  const bundle = join(outFolder, 'organs');
  await writeClassesBundle(bundle);

  await dropFiles(page, [bundle]);
  await expect(page.getByTestId('models-dialog')).toBeVisible();
  await expect(importOf(page, 'organs')).toHaveAttribute('data-state', 'done', { timeout: 30_000 });
  await expect(importOf(page, 'organs')).toContainText('Three organs is installed; a run of it worked.');
  const row = installedRow(page, 'three-organs');
  const card = page.getByTestId('model-card');
  await expect(card).toContainText('Not for diagnosis.');
  // What a bundle says of itself is text, whatever it looks like.
  await expect(card).toContainText('<img src=x onerror="document.title = 1">');
  await expect(card.locator('img')).toHaveCount(0);
  await row.getByRole('radio').check();
  await keepScreen(volscope, 'models');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('model-choice')).toHaveValue(':three-organs');

  await pressSegment(volscope);
  await expectClasses(volscope, outFolder);

  await page.keyboard.press('Shift+M');
  await row.getByRole('button', { name: 'Remove Three organs' }).click();
  await expect(page.getByRole('button', { name: 'Keep' })).toBeFocused();
  await keepScreen(volscope, 'models-remove');
  await page.getByTestId('remove-model').click();
  await expect(row).toHaveCount(0);
  // Without a row to be on, the focus stays in the panel, and the key that closes it dismisses no banner.
  await expect(page.getByTestId('models-dialog').locator(':focus')).toHaveCount(1);
  await expect(installedRow(page, bundledId).getByRole('button', { name: /Remove/ })).toHaveCount(0);
  expect(await readdir(join(home, 'models'))).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('model-choice')).toHaveValue(`:${bundledId}`);
  await expect(page.getByTestId('banner')).toContainText('Three organs is not installed any more');
});

/** Three classes in the list, in files and on the slices: labels as MONAI's, volumes, colours, surfaces, one that is off. */
async function expectClasses(volscope: Volscope, outFolder: string): Promise<void> {
  const { page } = volscope;
  const rows = page.getByTestId('segment');
  await expect(rows).toHaveCount(classNames.length, { timeout: 60_000 });

  await exportProducts(volscope, outFolder, ['mask', 'surfaceObj', 'csv']);
  const mask = await readLabelMap(join(outFolder, 'sagittal_mask.nii.gz'));
  const golden = await classesGolden();
  const different = golden.reduce((sum, label, n) => sum + Number(label !== mask.labels[n]), 0);
  expect(different / golden.length).toBeLessThan(1e-3);

  const { spacingMm } = await readScan(classesScan);
  const voxelMl = (spacingMm[0] * spacingMm[1] * spacingMm[2]) / 1000;
  const colours = new Set<string>();
  for (const n of classNames.keys()) {
    const voxels = mask.labels.reduce((sum, label) => sum + Number(label === n + 1), 0);
    await expect(rows.nth(n).getByTestId('volume-ml')).toHaveText(`${(voxels * voxelMl).toFixed(1)} mL`);
    colours.add(await rows.nth(n).locator('.swatch').inputValue());
  }
  expect(colours.size).toBe(classNames.length);

  const obj = await readFile(join(outFolder, 'sagittal_surface.obj'), 'utf8');
  expect(obj.match(/^o .*$/gm)).toEqual(classNames.map((name) => `o ${name}`));
  const csv = await readFile(join(outFolder, 'sagittal_segments.csv'), 'utf8');
  expect(csv.trim().split('\r\n')).toHaveLength(1 + classNames.length);
  await keepScreen(volscope, 'models-classes');

  // A class that is off is not on the slices; the others are.
  const tinted = await compareOverlay(volscope, 'axial', mask, 0);
  expect(tinted.inside).toBeGreaterThan(100);
  expect(tinted.wrong).toBe(0);
  await page.getByRole('button', { name: `Hide ${classNames[0]}` }).click();
  const others = { ...mask, labels: mask.labels.map((label) => (label === 1 ? 0 : label)) };
  await expect.poll(async () => (await compareOverlay(volscope, 'axial', others, 0)).wrong).toBe(0);
  expect((await compareOverlay(volscope, 'axial', mask, 0)).wrong).toBeGreaterThan(10);
}

test('a model gives way to another of its id only when the user says so; both can be kept', async ({
  volscope,
  outFolder,
  home,
}) => {
  const { page } = volscope;
  await page.getByTestId('sample-button').waitFor();
  const bundle = join(outFolder, 'organs');
  await writeClassesBundle(bundle);
  const again = async () => {
    await dropFiles(page, [bundle]);
    await expect(page.getByTestId('replace-question')).toBeVisible({ timeout: 30_000 });
  };
  const done = () =>
    expect(importOf(page, 'organs')).toHaveAttribute('data-state', 'done', { timeout: 30_000 });
  await dropFiles(page, [bundle]);
  await done();
  const cardPath = join(home, 'models', 'three-organs', 'card.md');
  await writeFile(cardPath, '# The first');

  await again();
  const question = page.getByTestId('replace-question');
  await expect(question).toContainText('Replace Three organs?');
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await keepScreen(volscope, 'models-replace');
  await page.keyboard.press('Escape');
  await expect(importOf(page, 'organs')).toHaveAttribute('data-state', 'cancelled');
  expect(await readFile(cardPath, 'utf8')).toBe('# The first');

  await again();
  const id = question.getByRole('textbox', { name: "Keep both; the new one's id:" });
  await expect(id).toHaveValue('three-organs-2');
  await id.fill('three-organs');
  await expect(question).toContainText('There is a model of that id.');
  await expect(question.getByRole('button', { name: 'Keep both' })).toBeDisabled();
  await id.fill('organs-anew');
  await id.press('Enter');
  await done();
  await expect.poll(() => installedIds(page)).toEqual([bundledId, 'organs-anew', 'three-organs']);
  await expect(installedRow(page, 'organs-anew')).toContainText('Three organs (organs-anew)');
  expect(await readFile(cardPath, 'utf8')).toBe('# The first');

  await again();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await done();
  await expect(importOf(page, 'organs')).toContainText('in the place of the one that was there');
  expect(await readFile(cardPath, 'utf8')).toContain('Not for diagnosis.');
  expect(await readdir(home)).not.toContain('imports');
});

test('windows are counted, a bundle is imported beside them, and Cancel ends the run in their middle', async ({
  launchOn,
  outFolder,
}) => {
  const volscope = await launchOn();
  const { page } = volscope;
  await page.keyboard.press('Shift+M');
  await chooseToOpen(volscope, [randomBundle]);
  await page.getByTestId('import-folder').click();
  await expect(importOf(page, 'random')).toHaveAttribute('data-state', 'done', { timeout: 30_000 });
  await installedRow(page, 'random-unet-a').getByRole('radio').check();
  await page.getByTestId('models-dialog').getByRole('button', { name: 'Close' }).click();

  const before = await processId(volscope, 'volscope-inference');
  await pressSegment(volscope);
  const progress = page.getByTestId('progress');
  const windows = /Window (\d+) of (\d+)/;
  await expect(progress).toContainText(windows, { timeout: 30_000 });
  // However long the line about a run is, the bar's buttons stay in the window.
  await expect(page.getByRole('button', { name: 'Mouse and keys' })).toBeInViewport({ ratio: 1 });
  const isWhole = (element: Element) => element.scrollWidth <= element.clientWidth;
  expect(await progress.locator('.run-stage').evaluate(isWhole)).toBe(true);
  await keepScreen(volscope, 'models-windows');
  const [, done, total] = windows.exec((await progress.textContent()) ?? '') ?? [];
  expect(Number(done)).toBeLessThan(Number(total));
  await writeClassesBundle(join(outFolder, 'organs'));
  await dropFiles(page, [join(outFolder, 'organs')]);
  await expect(importOf(page, 'organs')).toHaveAttribute('data-state', 'done', { timeout: 30_000 });
  await page.keyboard.press('Escape');
  await expect(progress).toContainText(windows);
  await page.getByTestId('cancel-button').click();
  await expect(page.getByTestId('segment-button')).toBeEnabled();
  await expect.poll(() => processId(volscope, 'volscope-inference')).not.toBe(before);
  await expect(page.getByTestId('segment')).toHaveCount(0);
});

test.describe('a model of a catalogue', () => {
  let server: FileServer;
  test.beforeEach(async ({ home }) => {
    server = await fileServer(await readFile('fixtures/monai_tutorial_spleen_3dunet.pt'));
    await writeCatalogue(home, server);
  });
  test.afterEach(async () => server.close());

  test('is downloaded with breaks, cancelled, gone on with, and compared; other bytes are refused', async ({
    volscope,
    home,
  }) => {
    const { page } = volscope;
    await page.getByTestId('sample-button').waitFor();
    await page.keyboard.press('Shift+M');
    const row = knownRow(page, 'known');
    await expect(row).toContainText('Dice 0.961');
    await page.context().setOffline(true);
    await expect(page.getByText('This computer has no network')).toHaveCount(1);
    await expect(page.getByTestId('known-model')).toHaveCount(4);
    await page.context().setOffline(false);
    await expect(page.getByText('This computer has no network')).toHaveCount(0);
    server.stallAfter = 1_200_000;
    await row.getByRole('button', { name: 'Install Known' }).click();
    await expect(row.getByTestId('import')).toContainText(/Downloading: 1\.\d MB of 2\.1 MB/);
    await keepScreen(volscope, 'models-download');
    await row.getByRole('button', { name: 'Cancel the import of Known' }).click();
    await expect(row).toContainText('What has arrived is kept');

    server.stallAfter = undefined;
    server.breakAfter = 400_000;
    await row.getByRole('button', { name: 'Go on downloading Known' }).click();
    await expect(row.getByTestId('import')).toHaveAttribute('data-state', 'done', { timeout: 30_000 });
    await expect(row).toContainText('Its hash is the one that the catalogue names.');
    const starts = server.ranges.map((range) => Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0));
    expect(starts[0]).toBe(0);
    for (let n = 1; n < starts.length; n++) expect(starts[n]).toBeGreaterThan(starts[n - 1]!);
    expect(starts.length).toBeGreaterThan(2);
    expect(await installedIds(page)).toEqual([bundledId, 'known']);

    server.breakAfter = undefined;
    const other = knownRow(page, 'other');
    await other.getByRole('button', { name: 'Install Other' }).click();
    await expect(other.getByRole('alert')).toContainText('another file than the one that was expected');
    const silent = knownRow(page, 'silent');
    await silent.getByRole('button', { name: 'Install Silent' }).click();
    await expect(silent.getByRole('alert')).toContainText('does not answer');
    await keepScreen(volscope, 'models-refused');
    expect(await readdir(join(home, 'downloads'))).toEqual([]);
    expect(await readdir(join(home, 'models'))).toEqual(['known']);
  });

  test('is fetched from an address; the order is changed by keys and by dragging, and kept', async ({
    launch,
    launchOn,
  }) => {
    const volscope = await launch();
    const { page } = volscope;
    await page.getByTestId('sample-button').waitFor();
    await page.keyboard.press('Shift+M');
    await page.getByRole('textbox', { name: 'Web address' }).fill('http://example.org/model.zip');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('by https only');
    await page.getByRole('textbox', { name: 'Web address' }).fill(server.url);
    await page.keyboard.press('Enter');
    await expect.poll(() => installedIds(page)).toEqual([bundledId, 'known']);

    const handle = (id: string) => installedRow(page, id).getByRole('button', { name: /^Place of/ });
    await handle('known').press('ArrowUp');
    expect(await installedIds(page)).toEqual(['known', bundledId]);
    await expect(handle('known')).toBeFocused();
    await expect(installedRow(page, 'known')).toContainText('Default');

    const [from, to] = [
      await handle(bundledId).boundingBox(),
      await installedRow(page, 'known').boundingBox(),
    ];
    await page.mouse.move(from!.x + 5, from!.y + 5);
    await page.mouse.down();
    await page.mouse.move(from!.x + 5, to!.y + 8, { steps: 6 });
    await page.mouse.up();
    expect(await installedIds(page)).toEqual([bundledId, 'known']);
    await handle(bundledId).press('End');
    expect(await installedIds(page)).toEqual(['known', bundledId]);
    await volscope.electron.close();

    const again = await launchOn();
    await expect(again.page.getByTestId('model-choice')).toHaveValue(':known');
    await again.page.keyboard.press('Shift+M');
    expect(await installedIds(again.page)).toEqual(['known', bundledId]);
  });
});

test('what is no model gets one sentence in the panel, a scan beside it is opened', async ({
  volscope,
  outFolder,
  home,
}) => {
  const { page } = volscope;
  const path = join(outFolder, 'broken.zip');
  await writeFile(path, 'no archive');
  await dropFiles(page, [path, sampleScan]);
  await expect(importOf(page, 'broken.zip').getByRole('alert')).toHaveText(/^.{20,300}\.$/);
  await expectScan(volscope, sampleScan);
  expect(existsSync(join(home, 'models'))).toBe(false);
});

/** A site's catalogue: a model that the server has, one whose bytes are others, and one whose server is not there. */
async function writeCatalogue(home: string, { url, content }: FileServer): Promise<void> {
  interface Entry {
    readonly manifest: { readonly network_def: object };
  }
  const program = JSON.parse(await readFile('models/catalogue.json', 'utf8')) as { models: Entry[] };
  const [zoo] = program.models;
  const network_def = { ...zoo!.manifest.network_def, channels: [8, 16, 32, 32, 64] };
  const gone = await fileServer(content);
  await gone.close();
  const md5 = createHash('md5').update(content).digest('hex');
  const entry = (id: string, address: string, value: string) => ({
    ...zoo,
    ...{ id, name: id[0]!.toUpperCase() + id.slice(1), manifest: { ...zoo!.manifest, network_def } },
    file: { url: address, name: 'model.pt', bytes: content.length, hash: { algorithm: 'md5', value } },
  });
  const models = [
    entry('known', url, md5),
    entry('other', `${url}?other`, '0'.repeat(32)),
    entry('silent', gone.url, md5),
  ];
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'catalogue.json'), JSON.stringify({ format: 1, models }));
}
