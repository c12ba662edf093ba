import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportInto, startExport, tickProducts } from '../support/exporting.ts';
import { expect, test } from '../support/fixtures.ts';
import { dragVoxels } from '../support/measuring.ts';
import { readPdf } from '../support/pdf.ts';
import { pictureFromFile, keepScreen, pictureOf, type Picture } from '../support/pixels.ts';
import { sampleStem } from '../support/scans.ts';
import { expectSettled, segmentScan } from '../support/segmenting.ts';
import type { Volscope } from '../support/volscope.ts';

const screens = fileURLToPath(new URL('../../test-results/screens', import.meta.url));

/** Keeps an exported file where a person can look at it. */
async function keepFile(folder: string, name: string, as: string): Promise<void> {
  await mkdir(screens, { recursive: true });
  await copyFile(join(folder, name), join(screens, as));
}

/** How many pixels of a part of a picture are as light as letters are. */
function lightPixels(picture: Picture, [x0, y0, x1, y1]: readonly number[]): number {
  let count = 0;
  for (let y = Math.floor(y0); y < y1; y++)
    for (let x = Math.floor(x0); x < x1; x++) if (Math.min(...picture.at(x, y)) > 200) count++;
  return count;
}

/** Where a letter of a pane stands within it, in CSS pixels, a little around it. */
async function letterIn({ page }: Volscope, pane: string, side: string) {
  const element = page.getByTestId(`pane-${pane}`);
  const [box, letter] = [await element.boundingBox(), await element.locator(`.letter-${side}`).boundingBox()];
  if (!box || !letter) throw new Error('The pane has no letters.');
  const [x, y] = [letter.x - box.x, letter.y - box.y];
  return [x - 1, y - 1, x + letter.width + 1, y + letter.height + 1] as const;
}

test('a pane as PNG, as on screen and twice as fine: letters, mask and measurement are on it', async ({
  launchOn,
  outFolder,
}) => {
  test.setTimeout(120_000);
  const volscope = await launchOn();
  const { page } = volscope;
  await segmentScan(volscope);
  const k = Number(await page.getByTestId('pane-axial').getAttribute('data-slice'));
  await page.keyboard.press('d');
  await dragVoxels(volscope, 'axial', [100, 60, k], [150, 60, k]);
  await page.keyboard.press('v');
  await expectSettled(volscope);

  await exportInto(volscope, outFolder);
  await tickProducts(volscope, ['picture']);
  await page.getByTestId('picture-of').selectOption('axial');
  for (const scale of ['1', '2']) {
    await page.getByTestId('picture-scale').selectOption(scale);
    await page.getByTestId('export-stem').fill(`at${scale}`);
    await startExport(volscope, 1);
  }
  await page.getByTestId('export-close').click();
  await expectSettled(volscope);

  const [once, twice] = [
    await pictureFromFile(volscope, join(outFolder, 'at1_axial.png')),
    await pictureFromFile(volscope, join(outFolder, 'at2_axial.png')),
  ];
  const pane = await pictureOf(volscope, page.getByTestId('pane-axial'));
  expect([once.width, once.height]).toEqual([pane.width, pane.height]);
  // A pane may end within a pixel of the screen.
  expect(Math.abs(twice.width - 2 * once.width)).toBeLessThanOrEqual(1);
  expect(Math.abs(twice.height - 2 * once.height)).toBeLessThanOrEqual(1);
  for (const side of ['left', 'right', 'top', 'bottom']) {
    const place = await letterIn(volscope, 'axial', side);
    const atOnce = lightPixels(once, place);
    expect(atOnce, `letter at the ${side}`).toBeGreaterThan(10);
    // Drawn anew, not enlarged: some four times as many pixels, none of them a copy of its neighbours throughout.
    const atTwice = lightPixels(
      twice,
      place.map((edge) => 2 * edge),
    );
    expect(atTwice).toBeGreaterThan(2.5 * atOnce);
  }
  let differing = 0;
  for (let y = 0; y < twice.height; y += 2)
    for (let x = 0; x < twice.width; x += 2) if (twice.at(x, y)[0] !== twice.at(x + 1, y)[0]) differing++;
  expect(differing / (once.width * once.height)).toBeGreaterThan(0.05);
  await keepFile(outFolder, 'at2_axial.png', 'picture-axial-2x.png');
});

test('one dialog: a PDF of one page with the numbers, files that are in the way, the folder kept', async ({
  launchOn,
  outFolder,
}) => {
  test.setTimeout(120_000);
  const volscope = await launchOn();
  const { page } = volscope;
  await segmentScan(volscope);
  const ml = ((await page.getByTestId('volume-ml').textContent()) ?? '').replace(' mL', '');
  const k = Number(await page.getByTestId('pane-axial').getAttribute('data-slice'));
  await page.keyboard.press('d');
  await dragVoxels(volscope, 'axial', [100, 60, k], [150, 60, k]);
  const measured = (await page.getByTestId('measurement-value').textContent()) ?? '';
  await page.keyboard.press('v');

  await exportInto(volscope, outFolder);
  await tickProducts(volscope, ['mask', 'surfaceGlb', 'csv', 'pdf', 'report', 'picture']);
  await keepScreen(volscope, 'export-dialog');
  await startExport(volscope, 6);
  await keepScreen(volscope, 'export-done');
  expect((await readdir(outFolder)).sort()).toEqual(
    [
      `${sampleStem}.png`,
      `${sampleStem}_mask.nii.gz`,
      `${sampleStem}_report.json`,
      `${sampleStem}_report.pdf`,
      `${sampleStem}_segments.csv`,
      `${sampleStem}_surface.glb`,
    ].sort(),
  );
  const bytes = await readFile(join(outFolder, `${sampleStem}_report.pdf`));
  const pdf = readPdf(bytes);
  expect(pdf.pages).toBe(1);
  for (const words of [
    'Not for diagnosis',
    'spleen',
    ml,
    'Distance 1',
    measured,
    'spleen-monai-tutorial',
    sampleStem,
  ])
    expect(pdf.text).toContain(words.replace(/\s/g, ''));
  await keepFile(outFolder, `${sampleStem}_report.pdf`, 'report.pdf');
  await keepFile(outFolder, `${sampleStem}.png`, 'picture-layout-2x.png');

  // Nothing is replaced unasked.
  await tickProducts(volscope, ['csv']);
  await page.getByTestId('export-start').click();
  await expect(page.getByTestId('export-in-use')).toContainText(`${sampleStem}_segments.csv`);
  await keepScreen(volscope, 'export-in-use');
  await page.getByTestId('export-replace').click();
  await expect(page.getByTestId('export-result')).toContainText('1 file is in');
  await volscope.electron.evaluate(({ shell }) => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    shell.showItemInFolder = (path) => void shown.push(path);
  });
  await page.getByTestId('export-show').click();
  await expect
    .poll(() => volscope.electron.evaluate(() => (globalThis as unknown as { shown: string[] }).shown))
    .toEqual([join(outFolder, `${sampleStem}_segments.csv`)]);
  await page.getByTestId('export-close').click();
  await volscope.electron.close();

  const later = await launchOn();
  await later.page.keyboard.press('Control+e');
  await expect(later.page.getByTestId('export-folder')).toHaveText(outFolder.split('/').at(-1) ?? '');
});
