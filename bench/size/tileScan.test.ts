import { expect, test } from 'vitest';
import { niftiBytes, temporaryFolder } from '../../main/volume/testing.ts';
import { readNifti } from '../../main/volume/readNifti.ts';
import { mirrored, tileScan } from './tileScan.ts';

const folder = temporaryFolder();

test('slices run there and back again', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7].map((k) => mirrored(k, 3))).toEqual([0, 1, 2, 2, 1, 0, 0, 1]);
});

test('a tiled scan is read with as many slices as wanted, each one of the source', async () => {
  const values = [10, 11, 20, 21, 30, 31];
  const source = await folder.write('source.nii', niftiBytes({ shape: [2, 1, 3], values }));
  const volume = await readNifti(source);
  const tiled = await folder.path('tiled.nii.gz');
  await tileScan(volume, 7, tiled);
  const { grid, voxelsHu } = await readNifti(tiled);
  expect(grid.shapeIjk).toEqual([2, 1, 7]);
  expect([...voxelsHu]).toEqual([10, 11, 20, 21, 30, 31, 30, 31, 20, 21, 10, 11, 10, 11]);
});
