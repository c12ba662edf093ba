import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutBlock, wholeBox } from './block.ts';
import { centreVoxel } from './centreVoxel.ts';
import { isSet, maskOf, smallMasks } from './testing.ts';

describe('centreVoxel', () => {
  it('is a voxel of the mask, and none is nearer to the centre of mass', () => {
    fc.assert(
      fc.property(smallMasks(6), ({ mask, shapeIjk }) => {
        const [ni, nj] = shapeIjk;
        const spacing = [0.8, 1, 3];
        const points = [...mask.keys()]
          .filter((n) => mask[n] !== 0)
          .map((n) => [n % ni, Math.floor(n / ni) % nj, Math.floor(n / ni / nj)]);
        const found = centreVoxel(cutBlock(mask, shapeIjk, wholeBox(shapeIjk)), [0.8, 1, 3]);
        if (points.length === 0) {
          expect(found).toBeUndefined();
          return;
        }
        const centre = [0, 1, 2].map((axis) => points.reduce((sum, p) => sum + p[axis], 0) / points.length);
        const distance = (p: readonly number[]) =>
          Math.hypot(...p.map((n, axis) => (n - centre[axis]) * spacing[axis]));
        expect(isSet({ mask, shapeIjk }, ...found!)).toBe(true);
        expect(distance(found!)).toBeCloseTo(Math.min(...points.map(distance)), 9);
      }),
    );
  });

  it('counts in the voxels of the scan, and stays in a mask whose centre of mass is outside of it', () => {
    const ring = maskOf([9, 9, 3], (i, j) => Math.max(Math.abs(i - 4), Math.abs(j - 4)) === 3);
    const block = cutBlock(ring.mask, [9, 9, 3], { start: [1, 1, 0], end: [8, 8, 3] });
    expect(centreVoxel(block)).toEqual([4, 1, 1]);
  });
});
