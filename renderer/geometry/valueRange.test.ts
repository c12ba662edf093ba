import { expect, test } from 'vitest';
import { valueRange } from './valueRange.ts';

test('the range holds the smallest and the largest value, wherever they stand', () => {
  expect(valueRange(Int16Array.of(3))).toEqual([3, 3]);
  expect(valueRange(Int16Array.of(5, -7, 2, 9))).toEqual([-7, 9]);
  expect(valueRange(Int16Array.of(9, 2, -7))).toEqual([-7, 9]);
});
