import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bitsAbove, spansOf } from './bitsAbove.ts';
import { unpackBits } from './bitRows.ts';
import { wholeBox } from './block.ts';

const length = fc.integer({ min: 1, max: 4 });
/** Rows of less than eight values, of more than a word, and of neither a multiple. */
const shapes = fc.tuple(fc.integer({ min: 1, max: 70 }), length, length);
const values = shapes.chain(([ni, nj, nk]) => {
  const count = ni * nj * nk;
  const value = fc.constantFrom(-3, -3, -3, -0, 0, 0.5, 1, 2, NaN, -Infinity, Infinity);
  return fc.tuple(
    fc.constant([ni, nj, nk] as const),
    fc.array(value, { minLength: count, maxLength: count }),
  );
});

it('bits are set where a value is above the threshold, whatever its sign', () => {
  fc.assert(
    fc.property(values, fc.constantFrom(-1, 0, 0.5), ([shape, numbers], threshold) => {
      const found = unpackBits(bitsAbove(Float32Array.from(numbers), shape, threshold), wholeBox(shape));
      expect([...found]).toEqual(numbers.map((value) => (value > threshold ? 1 : 0)));
    }),
    { numRuns: 300 },
  );
});

it('the span of a row goes from its first to its last voxel', () => {
  const values = Float32Array.from({ length: 120 }, (_, n) => (n === 3 || n === 38 || n === 99 ? 1 : -1));
  const { first, end } = spansOf(bitsAbove(values, [40, 3, 1], 0), 40);
  expect([...first]).toEqual([3, 40, 19]);
  expect([...end]).toEqual([39, 0, 20]);
});
