import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VoxelBox } from '../contract/geometry.ts';
import { wholeBox } from './block.ts';
import { keepLargestComponent, type Connectivity } from './largestComponent.ts';
import {
  count,
  isSet,
  maskOf,
  networkShape,
  referenceMask,
  smallMasks,
  tightBox,
  type SmallMask,
} from './testing.ts';

/** By flooding from each voxel in C order of (i, j, k), as scikit-image numbers components. */
function floodLargest(small: SmallMask, connectivity: Connectivity): Uint8Array {
  const [ni, nj, nk] = small.shapeIjk;
  const seen = new Set<number>();
  let largest: number[] = [];
  for (let i = 0; i < ni; i++)
    for (let j = 0; j < nj; j++)
      for (let k = 0; k < nk; k++) {
        const component = flood(small, [i, j, k], connectivity, seen);
        if (component.length > largest.length) largest = component;
      }
  const kept = new Uint8Array(small.mask.length);
  for (const n of largest) kept[n] = 1;
  return kept;
}

function flood(small: SmallMask, from: number[], connectivity: Connectivity, seen: Set<number>): number[] {
  const [ni, nj] = small.shapeIjk;
  const found: number[] = [];
  const queue = [from];
  for (let voxel = queue.pop(); voxel !== undefined; voxel = queue.pop()) {
    const [i, j, k] = voxel;
    const n = (k * nj + j) * ni + i;
    if (!isSet(small, i, j, k) || seen.has(n)) continue;
    seen.add(n);
    found.push(n);
    for (const dk of [-1, 0, 1])
      for (const dj of [-1, 0, 1])
        for (const di of [-1, 0, 1])
          if (connectivity === 26 || Math.abs(di) + Math.abs(dj) + Math.abs(dk) === 1)
            queue.push([i + di, j + dj, k + dk]);
  }
  return found;
}

describe('keepLargestComponent', () => {
  it.each([26, 6] as const)('keeps what flooding finds, with connectivity %i', (connectivity) => {
    fc.assert(
      fc.property(smallMasks(), (small) => {
        const expected = floodLargest(small, connectivity);
        const kept = keepLargestComponent(small.mask, small.shapeIjk, connectivity);
        expect(small.mask).toEqual(expected);
        expect(kept.voxels).toBe(count(expected));
        expect(kept.box).toEqual(kept.voxels === 0 ? undefined : tightBox(small, wholeBox(small.shapeIjk)));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps what flooding finds in volumes wider than a machine word', () => {
    fc.assert(
      fc.property(
        fc.tuple(
          fc.integer({ min: 28, max: 70 }),
          fc.integer({ min: 1, max: 5 }),
          fc.integer({ min: 1, max: 5 }),
        ),
        fc.integer({ min: 2, max: 90 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 99 })),
        ([ni, nj, nk], percent, dice) => {
          const small = maskOf([ni, nj, nk], () => (dice.next().value ?? 0) < percent);
          const expected = floodLargest(small, 26);
          keepLargestComponent(small.mask, small.shapeIjk);
          expect(small.mask).toEqual(expected);
        },
      ),
    );
  });

  it('works inside of a box, where the mask lies, as in all of the volume', () => {
    fc.assert(
      fc.property(smallMasks(5), fc.tuple(fc.nat(4), fc.nat(4), fc.nat(4)), (small, [di, dj, dk]) => {
        const [ni, nj, nk] = small.shapeIjk;
        const wide = maskOf([ni + 7, nj + 7, nk + 7], (i, j, k) => isSet(small, i - di, j - dj, k - dk));
        const box: VoxelBox = { start: [di, dj, dk], end: [di + ni, dj + nj, dk + nk] };
        const expected = floodLargest(wide, 26);
        keepLargestComponent(wide.mask, wide.shapeIjk, 26, box);
        expect(wide.mask).toEqual(expected);
      }),
    );
  });

  it('reads a mask that starts anywhere in its buffer', () => {
    const { mask, shapeIjk } = maskOf([9, 3, 3], (i) => i > 5 || i === 0);
    const shifted = new Uint8Array(mask.length + 3).subarray(3);
    shifted.set(mask);
    expect(keepLargestComponent(shifted, shapeIjk)).toEqual({
      voxels: 27,
      box: { start: [6, 0, 0], end: [9, 3, 3] },
    });
  });

  it('joins two voxels that touch at a corner, by 26 and not by 6', () => {
    const corner = () => maskOf([2, 2, 2], (i, j, k) => i === j && j === k);
    expect(keepLargestComponent(corner().mask, [2, 2, 2], 26).voxels).toBe(2);
    expect(keepLargestComponent(corner().mask, [2, 2, 2], 6).voxels).toBe(1);
  });

  it('of two of one size keeps the first in C order, though memory order is another', () => {
    // (0, 0, 2) comes first in C order (k fastest), (2, 0, 0) in memory (i fastest).
    const small = maskOf([3, 1, 3], (i, _j, k) => (i === 0 && k === 2) || (i === 2 && k === 0));
    keepLargestComponent(small.mask, small.shapeIjk);
    expect(isSet(small, 0, 0, 2)).toBe(true);
    expect(count(small.mask)).toBe(1);
  });

  it('leaves an empty mask empty', () => {
    expect(keepLargestComponent(new Uint8Array(27), [3, 3, 3])).toEqual({ voxels: 0 });
    expect(keepLargestComponent(new Uint8Array(0), [0, 0, 0])).toEqual({ voxels: 0 });
  });

  it('finds the spleen of the reference among specks', () => {
    const spleen = referenceMask('mask224');
    const specked = spleen.slice();
    for (let n = 1; n < specked.length; n += 9973) specked[n] = 1;
    const alone = specked.slice();
    const kept = keepLargestComponent(alone, networkShape);
    // Specks that touch the spleen stay; MONAI's mask itself is one component.
    expect(kept.voxels - count(spleen)).toBeLessThan(50);
    expect(keepLargestComponent(spleen, networkShape).voxels).toBe(138330);
    expect(spleen.every((voxel, n) => voxel <= alone[n])).toBe(true);
  });
});
