import { expect, test } from 'vitest';
import { blurred } from './blur.ts';

test('an even block stays as it is, at its borders too', () => {
  const even = new Float32Array(5 * 4 * 3).fill(7);
  for (const value of blurred(even, [5, 4, 3], [1.2, 0.4, 2])) expect(value).toBeCloseTo(7, 5);
});

test('a point becomes a Gaussian along each axis, and the input is left alone', () => {
  const [n, middle] = [15, 7];
  const point = new Float32Array(n ** 3);
  point[(middle * n + middle) * n + middle] = 1;
  const smooth = blurred(point, [n, n, n], [1, 1.5, 0]);
  const at = (i: number, j: number, k: number) => smooth[((middle + k) * n + middle + j) * n + middle + i];
  expect(at(1, 0, 0) / at(0, 0, 0)).toBeCloseTo(Math.exp(-0.5), 5);
  expect(at(0, 2, 0) / at(0, 0, 0)).toBeCloseTo(Math.exp(-2 / 2.25), 5);
  expect(at(0, 0, 1)).toBe(0);
  // The outermost lose a little to the borders' greater weights.
  expect(smooth.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 3);
  expect(point.reduce((a, b) => a + b, 0)).toBe(1);
});

test('no smoothing gives a copy', () => {
  const values = Float32Array.of(1, 2, 3);
  const same = blurred(values, [3, 1, 1], [0, 0, 0]);
  expect(same).toEqual(values);
  expect(same).not.toBe(values);
});
