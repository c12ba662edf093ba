import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangeHu } from './rangeHu.ts';

test('the range is that of all voxels, for odd and even counts', () => {
  const values = fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(values, (voxels) => {
      expect(rangeHu(Int16Array.from(voxels))).toEqual([Math.min(...voxels), Math.max(...voxels)]);
    }),
  );
});
