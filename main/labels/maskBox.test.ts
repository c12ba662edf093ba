import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VoxelBox } from '../contract/geometry.ts';
import { wholeBox } from './block.ts';
import { maskBox } from './maskBox.ts';
import { smallMasks, tightBox } from './testing.ts';

describe('maskBox', () => {
  it('is the tight box of what is set inside of a box, wherever the mask starts in its buffer', () => {
    const cuts = fc.array(fc.nat(12), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(smallMasks(12), cuts, fc.nat(3), ({ mask, shapeIjk }, cut, offset) => {
        const shifted = new Uint8Array(offset + mask.length).subarray(offset);
        shifted.set(mask);
        const range = (axis: 0 | 1 | 2) =>
          [cut[axis], cut[axis + 3]].map((n) => n % (shapeIjk[axis] + 1)).sort((a, b) => a - b);
        const [i, j, k] = [range(0), range(1), range(2)];
        const within: VoxelBox = { start: [i[0], j[0], k[0]], end: [i[1], j[1], k[1]] };
        expect(maskBox(shifted, shapeIjk, within)).toEqual(tightBox({ mask, shapeIjk }, within));
        expect(maskBox(shifted, shapeIjk)).toEqual(tightBox({ mask, shapeIjk }, wholeBox(shapeIjk)));
      }),
      { numRuns: 500 },
    );
  });

  it('is undefined for a mask without voxels', () => {
    expect(maskBox(new Uint8Array(0), [0, 3, 4])).toBeUndefined();
    expect(maskBox(new Uint8Array(24), [2, 3, 4])).toBeUndefined();
  });
});
