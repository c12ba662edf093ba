import { join } from 'node:path';
import { dropFiles } from './support/drop.ts';
import { expect, test } from './support/fixtures.ts';
import { watchMemory } from './support/heldMemory.ts';
import { copyOfSample, expectScan } from './support/scans.ts';
import { expectMask, expectSettled, pressSegment } from './support/segmenting.ts';

/** 256 x 256 x 60 voxels of int16: what a scan that is kept would add. */
const scanMb = 7.9;

test('a scan that another replaces is freed with its mask: in the engine, in the page, on the GPU', async ({
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
  await open('first.nii.gz');
  const first = await heldMemory();
  expect(first.engineMb, 'the measure sees the scan').toBeGreaterThan(scanMb);
  expect(first.pageMb, 'the measure sees the scan').toBeGreaterThan(scanMb);
  expect(first.textures, 'the measure sees the scan').toBeGreaterThan(0);

  for (const name of ['second.nii.gz', 'third.nii.gz']) {
    await pressSegment(volscope);
    await expectMask(volscope);
    await expectSettled(volscope);
    await open(name);
  }
  // A contour or a mask that is kept is half a scan; code that was compiled meanwhile and texts take less.
  await expect.poll(async () => (await heldMemory()).engineMb).toBeLessThan(first.engineMb + scanMb / 4);
  await expect.poll(async () => (await heldMemory()).pageMb).toBeLessThan(first.pageMb + scanMb / 4);
  await expect.poll(async () => (await heldMemory()).textures).toBeLessThanOrEqual(first.textures);
});
