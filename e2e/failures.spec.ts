import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { watchCanvasSizes } from './support/canvasSizes.ts';
import { dropFiles } from './support/drop.ts';
import { expect, test } from './support/fixtures.ts';
import { keepScreen } from './support/pixels.ts';
import { copyOfSample, expectScan, sampleScan } from './support/scans.ts';
import { expectSettled, pressSegment, segmentScan } from './support/segmenting.ts';
import { killProcess, processId } from './support/volscope.ts';

test('Cancel in mid-run leaves no mask, and an app that segments', async ({ launchOn }) => {
  const volscope = await launchOn();
  const { page } = volscope;
  const before = await processId(volscope, 'volscope-inference');
  await pressSegment(volscope);
  await expect(page.getByTestId('progress')).toContainText('Network');
  await page.getByTestId('cancel-button').click();

  await expect(page.getByTestId('segment-button')).toBeEnabled();
  await expect(page.getByTestId('volume-ml')).toBeHidden();
  // The process that computed is gone, and with it what it held.
  await expect.poll(() => processId(volscope, 'volscope-inference')).not.toBe(before);

  await segmentScan(volscope);
});

test('an inference process that dies in mid-run costs a sentence, not the scan', async ({ launchOn }) => {
  const volscope = await launchOn();
  const { page } = volscope;
  await pressSegment(volscope);
  await expect(page.getByTestId('progress')).toContainText('Network');
  await killProcess(volscope, 'volscope-inference');

  await expect(page.getByRole('alert')).toContainText(/inference process/i);
  await expect(page.getByTestId('pane-axial')).toHaveAttribute('data-slice', /^\d+$/);
  await segmentScan(volscope);
});

test.describe('what can not be read gets a sentence, and the app goes on', () => {
  const files: Record<string, (folder: string) => Promise<string>> = {
    'a text': async (folder) => written(folder, 'notes.nii', Buffer.from('This is no scan.')),
    'an empty file': async (folder) => written(folder, 'empty.nii.gz', Buffer.alloc(0)),
    'a truncated scan': async (folder) =>
      written(folder, 'cut.nii.gz', (await readFile(sampleScan)).subarray(0, 100_000)),
    'a gzip of something else': async (folder) => written(folder, 'other.nii.gz', gzipSync('something else')),
    'a folder': async (folder) => {
      const path = join(folder, 'folder.nii');
      await mkdir(path);
      return path;
    },
  };
  for (const [what, make] of Object.entries(files)) {
    test(what, async ({ volscope, outFolder }) => {
      const { page } = volscope;
      await dropFiles(page, [await make(outFolder)]);
      const alert = page.getByRole('alert');
      await expect(alert).toHaveText(/^.{20,300}\.$/);
      await expect(alert).not.toContainText(/undefined|NaN|Error:|\n/);
      const scan = await copyOfSample(outFolder, 'good.nii.gz');
      await dropFiles(page, [scan]);
      await expectScan(volscope, scan);
    });
  }
});

test('a message lies over the pictures: a canvas of another size stalled the window', async ({
  launchOn,
  outFolder,
}) => {
  const volscope = await launchOn();
  const { page } = volscope;
  await expectSettled(volscope);
  const sizes = await watchCanvasSizes(page);
  await dropFiles(page, [await written(outFolder, 'a_long-name.of_a-text.nii', Buffer.from('no scan'))]);
  const alert = page.getByRole('alert');
  await expect(alert).toBeVisible();
  await keepScreen(volscope, 'message');
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert).toBeHidden();
  expect(await sizes()).toHaveLength(1);
});

test('what goes wrong while a dialog is open is said in it: the rest of the window is inert', async ({
  launchOn,
}) => {
  const volscope = await launchOn();
  const { page } = volscope;
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await killProcess(volscope, 'volscope-engine');
  const banner = dialog.getByTestId('banner');
  await expect(banner).toContainText('The engine stopped unexpectedly');
  await keepScreen(volscope, 'message-in-dialog');
  await banner.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByTestId('banner')).toBeHidden();
  await expect(dialog).toBeVisible();
});

async function written(folder: string, name: string, bytes: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}
