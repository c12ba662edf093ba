import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pasteBlock } from './block.ts';
import { contourOf } from './contour.ts';
import { keepLargestComponent } from './largestComponent.ts';
import { count, isSet, maskOf, networkShape, referenceMask, sameVoxels, smallMasks } from './testing.ts';

const offsets = [-1, 0, 1];

describe('contourOf', () => {
  it('is the mask where one of the 27 voxels around is not set', () => {
    fc.assert(
      fc.property(smallMasks(), (small) => {
        const expected = maskOf(
          small.shapeIjk,
          (i, j, k) =>
            isSet(small, i, j, k) &&
            !offsets.every((dk) =>
              offsets.every((dj) => offsets.every((di) => isSet(small, i + di, j + dj, k + dk))),
            ),
        );
        expect(contourOf(small.mask, small.shapeIjk).voxels).toEqual(expected.mask);
      }),
      { numRuns: 300 },
    );
  });

  it('has 26 voxels for a block of 3x3x3, one for a single voxel, the shell for a full volume', () => {
    const block = maskOf([7, 7, 7], (i, j, k) => [i, j, k].every((n) => n >= 2 && n < 5));
    expect(count(contourOf(block.mask, [7, 7, 7]).voxels)).toBe(26);
    const voxel = maskOf([3, 3, 3], (i, j, k) => i === 1 && j === 1 && k === 1);
    expect(contourOf(voxel.mask, [3, 3, 3]).voxels).toEqual(voxel.mask);
    const full = maskOf([6, 5, 4], () => true);
    expect(count(contourOf(full.mask, [6, 5, 4]).voxels)).toBe(6 * 5 * 4 - 4 * 3 * 2);
  });

  it("is MONAI's CONTOUR of MONAI's MASK, voxel for voxel", () => {
    const mask = referenceMask('mask224');
    const { box } = keepLargestComponent(mask, networkShape);
    const contour = contourOf(mask, networkShape, box);
    expect(count(contour.voxels)).toBe(35050);
    expect(sameVoxels(pasteBlock(contour, networkShape), referenceMask('contour224'))).toBe(true);
  });
});
