import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutBlock, pasteBlock } from './block.ts';
import { smallMasks, maskOf } from './testing.ts';

describe('cutBlock and pasteBlock', () => {
  it('undo each other', () => {
    fc.assert(
      fc.property(
        smallMasks(),
        fc.array(fc.nat(6), { minLength: 6, maxLength: 6 }),
        ({ mask, shapeIjk }, cuts) => {
          const [i, j, k] = shapeIjk.map((n, axis) => {
            const [a, b] = [cuts[axis] % (n + 1), cuts[axis + 3] % (n + 1)];
            return [Math.min(a, b), Math.max(a, b)];
          });
          const block = cutBlock(mask, shapeIjk, { start: [i[0], j[0], k[0]], end: [i[1], j[1], k[1]] });
          const inside = maskOf(
            shapeIjk,
            (x, y, z) => x >= i[0] && x < i[1] && y >= j[0] && y < j[1] && z >= k[0] && z < k[1],
          );
          const expected = mask.map((voxel, n) => voxel & inside.mask[n]);
          expect(pasteBlock(block, shapeIjk)).toEqual(expected);
        },
      ),
    );
  });
});
