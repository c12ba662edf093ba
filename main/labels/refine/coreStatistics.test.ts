import { expect, test } from 'vitest';
import { coreOf, coreStatistics } from './coreStatistics.ts';

test('median and MAD are not moved by vessels and fat', () => {
  const hu = Float32Array.from({ length: 1000 }, (_, n) =>
    n < 900 ? 100 + 20 * Math.sin(n) : n < 950 ? 300 : -100,
  );
  const { medianHu, sdHu } = coreStatistics(
    hu,
    Int32Array.from(hu, (_, n) => n),
  );
  expect(Math.abs(medianHu - 100)).toBeLessThan(2);
  // The MAD of a sine is its amplitude times sin 45 degrees.
  expect(Math.abs(sdHu - 1.4826 * 20 * Math.SQRT1_2)).toBeLessThan(3);
});

test('the core is what the network is sure of, else what lies deep', () => {
  const distanceMm = Float32Array.from({ length: 100 }, (_, n) => -n / 10);
  expect(coreOf(distanceMm)).toEqual(Int32Array.from({ length: 49 }, (_, n) => n + 51));
  const logits = new Float32Array(100).map((_, n) => (n >= 20 && n < 60 ? 2 : 1));
  expect(coreOf(distanceMm, logits)).toEqual(Int32Array.from({ length: 40 }, (_, n) => n + 20));
  expect(coreOf(distanceMm, new Float32Array(100))).toEqual(coreOf(distanceMm));
});

test('a mask of a few voxels has no core', () => {
  expect(coreOf(Float32Array.from([-1, -1, -1, 1, 1]))).toBeUndefined();
});
