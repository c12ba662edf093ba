import { expect, test } from 'vitest';
import { labelStatistics } from '../labels/statistics.ts';
import { affineDeterminant } from '../volume/affine.ts';
import { readNifti } from '../volume/readNifti.ts';
import { largeScan, segmenter, smallScan } from './testing.ts';

const { segment } = segmenter();

const done = new Map<string, ReturnType<typeof run>>();

/** Each once for all tests. */
function segmented(path: string, refine?: number) {
  const key = `${path} ${refine ?? ''}`;
  const result = done.get(key) ?? run(path, refine);
  done.set(key, result);
  return result;
}

async function run(path: string, refine?: number) {
  const volume = await readNifti(path);
  const { scan, statistics, refinement, network } = await segment(volume, { refine });
  const voxelMm3 = Math.abs(affineDeterminant(volume.grid.affineIjkToRas));
  expect(labelStatistics(scan.mask, volume.voxelsHu, volume.grid.shapeIjk, voxelMm3)).toEqual(statistics);
  return { ...statistics, refinement, network };
}

test('snapped to edges, a real mask holds one tissue; what the network gave is told', async () => {
  const exact = await segmented(smallScan.path);
  const refined = await segmented(smallScan.path, 1);
  const half = await segmented(smallScan.path, 0.5);
  expect(exact.refinement).toBeUndefined();
  expect(refined.refinement).toMatchObject({ strength: 1, fromVoxels: exact.voxels });
  expect(refined.network).toEqual(exact.network);
  expect(refined.sdHu).toBeLessThan((exact.sdHu ?? 0) / 1.8);
  expect(refined.ml).toBeLessThan(half.ml);
  expect(half.ml).toBeLessThan(exact.ml);
  expect(refined.ml).toBeGreaterThan(0.75 * exact.ml);
});

test.skipIf(!largeScan.present)('the same patient at two resolutions has one volume', async () => {
  const [coarse, fine] = [await segmented(smallScan.path), await segmented(largeScan.path)];
  const [coarseRefined, fineRefined] = [
    await segmented(smallScan.path, 1),
    await segmented(largeScan.path, 1),
  ];
  expect(fine.ml / coarse.ml).toBeGreaterThan(1.1);
  expect(Math.abs(fineRefined.ml / coarseRefined.ml - 1)).toBeLessThan(0.04);
});
