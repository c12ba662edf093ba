import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packBits, rowOffset, unpackBits } from './bitRows.ts';
import { cutBlock, wholeBox } from './block.ts';
import { isSet, maskOf } from './testing.ts';

describe('packBits', () => {
  it('has a bit for each voxel other than 0, wherever the mask starts in its buffer', () => {
    const lengths = fc.tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 4 }), fc.nat(3));
    const values = fc.array(fc.constantFrom(0, 0, 1, 2, 127, 128, 255), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(lengths, values, fc.nat(3), ([ni, nj, nk], cycle, offset) => {
        const mask = new Uint8Array(offset + ni * nj * nk).subarray(offset);
        mask.forEach((_, n) => (mask[n] = cycle[(n * 7) % cycle.length]));
        const rows = packBits(mask, [ni, nj, nk], wholeBox([ni, nj, nk]));
        const unpacked = maskOf([ni, nj, nk], (i, j, k) => {
          const word = rows.words[rowOffset(rows, j, k) + (i >> 5)];
          return ((word >> (i & 31)) & 1) === 1;
        });
        expect(unpacked.mask).toEqual(mask.map((voxel) => (voxel === 0 ? 0 : 1)));
      }),
      { numRuns: 300 },
    );
  });

  it('cuts a box out and has zeros around it', () => {
    const small = maskOf([40, 5, 4], (i, j, k) => i === 36 && j === 2 && k === 3);
    const rows = packBits(small.mask, [40, 5, 4], { start: [3, 1, 1], end: [38, 4, 4] });
    expect(rows).toMatchObject({ perRow: 2, nj: 3, nk: 3 });
    expect(rows.words[rowOffset(rows, 1, 2) + 1]).toBe(1 << 1);
    expect(rows.words.filter((word) => word !== 0).length).toBe(1);
    expect(rows.words[rowOffset(rows, -1, 0)]).toBe(0);
    expect(isSet(small, 36, 2, 3)).toBe(true);
  });
});

describe('unpackBits', () => {
  it('gives the voxels of a box back that holds what is set', () => {
    const small = maskOf([70, 5, 4], (i, j, k) => i >= 30 && i < 66 && (i + j + k) % 3 === 0 && j > 0);
    const rows = packBits(small.mask, [70, 5, 4], wholeBox([70, 5, 4]));
    const box = { start: [30, 1, 0], end: [66, 5, 3] } as const;
    expect(unpackBits(rows, box)).toEqual(cutBlock(small.mask, small.shapeIjk, box).voxels);
  });
});
