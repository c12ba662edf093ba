import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Vec3 } from '../contract/geometry.ts';
import { pasteBlock } from '../labels/block.ts';
import { readNifti } from '../volume/readNifti.ts';
import type { Volume } from '../volume/volume.ts';
import { everyThirtySecond, segmenter, smallScan } from './testing.ts';

const goldens = z
  .object({
    cropBox: z.array(z.tuple([z.number(), z.number()])),
    maskVoxels: z.number(),
    contourVoxels: z.number(),
    logitDiff: z.array(z.number()).length(7 ** 3),
    /** Start in the whole volume, and length. */
    restoredRuns: z.array(z.tuple([z.number(), z.number()])),
  })
  .parse(
    JSON.parse(
      readFileSync(fileURLToPath(new URL('../../fixtures/tiled/goldens.json', import.meta.url)), 'utf8'),
    ),
  );

const shape: Vec3 = [512, 512, 1000];
const { segment, logitDifference } = segmenter();

/** The scan repeated along every axis until the shape is full. */
function tiled(volume: Volume): Volume {
  const [ni, nj, nk] = volume.grid.shapeIjk;
  const voxelsHu = new Int16Array(shape[0] * shape[1] * shape[2]);
  for (let k = 0, to = 0; k < shape[2]; k++)
    for (let j = 0; j < shape[1]; j++) {
      const from = ni * ((j % nj) + nj * (k % nk));
      const row = volume.voxelsHu.subarray(from, from + ni);
      for (let i = 0; i < shape[0]; i += ni, to += ni) voxelsHu.set(row, to);
    }
  return { ...volume, grid: { ...volume.grid, shapeIjk: shape }, voxelsHu };
}

test('512 x 512 x 1000 voxels are cropped, resized, segmented and restored as by MONAI', async () => {
  const volume = tiled(await readNifti(smallScan.path));
  const logits = everyThirtySecond(await logitDifference(volume), [224, 224, 224]);
  expect(Math.max(...logits.map((value, n) => Math.abs(value - goldens.logitDiff[n])))).toBeLessThan(2e-4);

  const { cropBoxRas, network, scan } = await segment(volume);
  expect([0, 1, 2].map((axis) => [cropBoxRas.start[axis], cropBoxRas.end[axis]])).toEqual(goldens.cropBox);
  // Single voxels within rounding of the threshold may fall either way.
  expect(Math.abs(network.maskVoxels - goldens.maskVoxels)).toBeLessThanOrEqual(1);
  expect(Math.abs(network.contourVoxels - goldens.contourVoxels)).toBeLessThanOrEqual(1);

  const restored = pasteBlock(scan.mask, shape);
  let differences = 0;
  for (const [start, length] of goldens.restoredRuns)
    for (let n = start; n < start + length; n++) {
      if (restored[n] !== 1) differences += 1;
      restored[n] = 0;
    }
  for (const label of restored) differences += label;
  expect(differences).toBeLessThanOrEqual(1);
}, 240_000);
