import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeOnOtherGrid, type OtherGrid } from './support/derivedScans.ts';
import { dropFiles } from './support/drop.ts';
import { expect, test } from './support/fixtures.ts';
import { watchMemory } from './support/heldMemory.ts';
import { paintStroke } from './support/painting.ts';
import { copyOfSample, expectScan, sampleScan } from './support/scans.ts';
import { expectMask, expectSettled, segmentScan } from './support/segmenting.ts';

/** 256 x 256 x 60 voxels of int16. */
const scanMb = (256 * 256 * 60 * 2) / 1e6;
/** A quarter of the sample's voxels: large beside what the app holds anyway, and soon open. */
const small: OtherGrid = { shape: [128, 128, 60], toSource: ([a, b, c]) => [2 * a, 2 * b, c] };

test('a scan that is closed is freed with its mask: in the engine, in the page, on the GPU', async ({
  volscope,
  outFolder,
}) => {
  test.setTimeout(240_000);
  const { page } = volscope;
  await expect(page.getByTestId('sample-button')).toBeVisible();
  const heldMemory = await watchMemory(volscope, join(outFolder, 'engine.socket'));
  const open = async (name: string) => {
    const scan = await copyOfSample(outFolder, name);
    await dropFiles(page, [scan]);
    await expectScan(volscope, scan);
    await expectSettled(volscope);
  };
  const segmentAndReplace = async (name: string, next: string) => {
    await segmentScan(volscope);
    await expectSettled(volscope);
    await open(next);
    await page.getByRole('button', { name: `Close ${name}` }).click();
    await expect(page.getByRole('list', { name: 'Open scans' }).getByRole('listitem')).toHaveCount(1);
  };
  await open('first.nii.gz');
  await segmentAndReplace('first.nii.gz', 'second.nii.gz');
  // By now all has been drawn that is drawn once.
  const { textures } = await heldMemory();
  expect(textures, 'the measure sees the scan').toBeGreaterThan(0);
  await segmentAndReplace('second.nii.gz', 'third.nii.gz');

  // One scan, a small one for the 3D view, and code: not a second scan, nor a mask, which is half of one.
  const atLeast = scanMb * 0.99;
  for (const [holder, atMost] of [
    ['engineMb', scanMb * 1.75],
    ['pageMb', scanMb * 1.5],
  ] as const) {
    await expect.poll(async () => (await heldMemory())[holder]).toBeLessThan(atMost);
    expect((await heldMemory())[holder], 'the measure sees the scan').toBeGreaterThan(atLeast);
  }
  await expect.poll(async () => (await heldMemory()).textures).toBeLessThanOrEqual(textures);
});

test('ten scans that are opened, drawn on and closed leave no more behind than the first', async ({
  volscope,
  outFolder,
}) => {
  test.setTimeout(180_000);
  const { page } = volscope;
  await expect(page.getByTestId('sample-button')).toBeVisible();
  const heldMemory = await watchMemory(volscope, join(outFolder, 'engine.socket'));
  const openScans = page.getByRole('list', { name: 'Open scans' }).getByRole('listitem');
  await writeOnOtherGrid(sampleScan, join(outFolder, 'scan.nii.gz'), small);
  const openAndDraw = async (n: number) => {
    const scan = join(outFolder, `scan${n}.nii.gz`);
    await copyFile(join(outFolder, 'scan.nii.gz'), scan);
    await dropFiles(page, [scan]);
    await expectScan(volscope, scan);
    await page.keyboard.press('b');
    await paintStroke(volscope, 'axial', [
      [0.4, 0.5],
      [0.5, 0.5],
    ]);
    await expectMask(volscope);
  };
  await openAndDraw(1);
  await expectSettled(volscope);
  const first = await heldMemory();
  expect(first.pageMb, 'the measure sees the scan').toBeGreaterThan(scanMb / 4);
  for (let n = 2; n <= 10; n += 1) {
    await openAndDraw(n);
    await page.getByRole('button', { name: `Close scan${n - 1}.nii.gz` }).click();
    await expect(openScans).toHaveCount(1);
  }
  await expectSettled(volscope);
  for (const holder of ['engineMb', 'pageMb'] as const)
    await expect
      .poll(async () => (await heldMemory())[holder] / first[holder], { message: holder })
      .toBeLessThan(1.1);
  await expect.poll(async () => (await heldMemory()).textures).toBeLessThanOrEqual(first.textures + 4);
});
