import { expect, test } from 'vitest';
import type { Vec3 } from '../contract/geometry.ts';
import { pasteBlock, wholeBox } from './block.ts';
import { restoredBlock } from './testing.ts';
import { restoreValues } from './restoreValues.ts';

const network: Vec3 = [5, 6, 4];
const crop: Vec3 = [11, 7, 9];
const values = Float32Array.from({ length: 120 }, (_, n) => Math.sin(n * 1.7));

test('restored values are above a threshold where the restored mask is', () => {
  for (const threshold of [-0.4, 0, 0.3]) {
    const mask = pasteBlock(restoredBlock(values, network, crop, threshold), crop);
    const restored = restoreValues(values, network, crop, wholeBox(crop));
    expect(Array.from(restored, (value) => (value > threshold ? 1 : 0))).toEqual(Array.from(mask));
  }
});

test('a box holds what the whole crop holds there', () => {
  const whole = restoreValues(values, network, crop, wholeBox(crop));
  const part = restoreValues(values, network, crop, { start: [3, 2, 4], end: [10, 7, 6] });
  let n = 0;
  for (let k = 4; k < 6; k++)
    for (let j = 2; j < 7; j++)
      for (let i = 3; i < 10; i++) expect(part[n++]).toBe(whole[(k * 7 + j) * 11 + i]);
  expect(n).toBe(part.length);
});
