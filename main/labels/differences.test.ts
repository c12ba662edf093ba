import { expect, test } from 'vitest';
import { wholeBox } from './block.ts';
import { differencesOf } from './differences.ts';

const shape = [6, 1, 1] as const;
const mapOf = (...labels: number[]) => ({ labels: Uint8Array.from(labels), box: wholeBox(shape) });
const pairs = [
  { name: 'Spleen', valueA: 1, valueB: 7 },
  { name: 'Liver', valueA: 2, valueB: null },
  { name: 'Kidney', valueA: null, valueB: 3 },
];

test('voxels of one map alone, of the other alone, and of both as something else', () => {
  const block = differencesOf(mapOf(0, 1, 1, 0, 2, 0), mapOf(0, 7, 0, 7, 3, 0), shape, pairs);
  expect(block.box).toEqual({ start: [2, 0, 0], end: [5, 1, 1] });
  expect([...block.voxels]).toEqual([1, 2, 3]);
});

test('maps that are alike, by other values, have no difference', () => {
  expect(differencesOf(mapOf(0, 1, 1, 0, 0, 0), mapOf(0, 7, 7, 0, 0, 0), shape, pairs).voxels).toHaveLength(
    0,
  );
});
