import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { pasteBlock } from '../labels/block.ts';
import { readNifti } from '../volume/readNifti.ts';
import { goldenBytes, inCOrder, largeScan, segmenter, smallScan, type GoldenScan } from './testing.ts';

const referenceSchema = z.object({
  cropBoxRAS: z.array(z.tuple([z.number(), z.number()])),
  nativeMaskVoxels: z.number(),
  nativeMaskMl: z.number(),
  golden: z.object({ ambiguousVoxels: z.number() }),
});

const { segment } = segmenter();

function differences(a: Uint8Array, b: Uint8Array): number {
  let count = a.length === b.length ? 0 : Infinity;
  for (let n = 0; n < a.length; n++) if (a[n] !== b[n]) count++;
  return count;
}

function dice(a: Uint8Array, b: Uint8Array): number {
  let [both, sum] = [0, 0];
  for (let n = 0; n < a.length; n++) {
    both += a[n] & b[n];
    sum += a[n] + b[n];
  }
  return (2 * both) / sum;
}

describe.each([smallScan, largeScan])('$name against MONAI', (scan: GoldenScan) => {
  test.skipIf(!scan.present)('crop box, MASK, CONTOUR, restored mask and volume', async () => {
    const reference = referenceSchema.parse(
      JSON.parse(readFileSync(join(scan.reference, 'reference.json'), 'utf8')),
    );
    const volume = await readNifti(scan.path);
    const result = await segment(volume);

    const { start, end } = result.cropBoxRas;
    expect([0, 1, 2].map((axis) => [start[axis], end[axis]])).toEqual(reference.cropBoxRAS);

    const { network } = result;
    const ambiguous = reference.golden.ambiguousVoxels;
    const mask = inCOrder(network.mask, network.grid.shapeIjk);
    expect(differences(mask, goldenBytes(scan, 'mask224.u8.gz'))).toBeLessThanOrEqual(ambiguous);
    const contour = inCOrder(network.contour, network.grid.shapeIjk);
    // A voxel that falls the other way can change the shell within its 27 neighbours.
    expect(differences(contour, goldenBytes(scan, 'contour224.u8.gz'))).toBeLessThanOrEqual(27 * ambiguous);

    const golden = await readNifti(join(scan.reference, 'mask.nii.gz'));
    const restored = pasteBlock(result.scan.mask, volume.grid.shapeIjk);
    expect(dice(restored, new Uint8Array(golden.voxelsHu))).toBeGreaterThanOrEqual(0.999);
    expect(Math.abs(result.statistics.voxels / reference.nativeMaskVoxels - 1)).toBeLessThan(1e-3);
    expect(Math.abs(result.statistics.ml / reference.nativeMaskMl - 1)).toBeLessThan(1e-3);
  });
});
