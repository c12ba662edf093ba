import { expect, test } from 'vitest';
import type { Inferer } from '../contract/recipe.ts';
import { planWindows, windowStarts } from './windowPlan.ts';

test.each([
  [301, 96, 0.5, [0, 48, 96, 144, 192, 205]],
  [96, 96, 0.5, [0]],
  [97, 96, 0.9, [0, 1]],
  [10, 4, 0, [0, 4, 6]],
  [5, 3, 0.99, [0, 1, 2]],
])('windows of %i by %i, overlap %f', (size, roi, overlap, starts) => {
  expect(windowStarts(size, roi, overlap)).toEqual(starts);
});

const inferer = (padding: Extract<Inferer, { kind: 'slidingWindow' }>['padding']): Inferer => ({
  kind: 'slidingWindow',
  roiIjk: [6, 0, 1],
  overlap: [0.5, 0.5, 0.5],
  blend: { kind: 'constant' },
  padding,
});

test.each([
  [{ kind: 'constant', value: 9 }, [9, 1, 2, 3, 9, 9]],
  [{ kind: 'replicate' }, [1, 1, 2, 3, 3, 3]],
  [{ kind: 'reflect' }, [2, 1, 2, 3, 2, 1]],
  [{ kind: 'circular' }, [3, 1, 2, 3, 1, 2]],
] as const)('an input smaller than its window is padded, less before than after: %o', (padding, row) => {
  const voxels = Float32Array.of(1, 2, 3, 4, 5, 6);
  const { input, plan } = planWindows(voxels, [3, 2, 1], { inferer: inferer(padding), channels: 2 });
  expect(input.dims).toEqual([1, 2, 6]);
  expect([...input.data.subarray(0, 6)]).toEqual(row);
  expect(plan.keepKji).toEqual({ start: [0, 0, 1], end: [1, 2, 4] });
  expect(plan.shapeKji).toEqual([1, 2, 6]);
});

test('a scan too small to be reflected is refused in a sentence', () => {
  const tiny = () =>
    planWindows(Float32Array.of(1), [1, 1, 1], { inferer: inferer({ kind: 'reflect' }), channels: 2 });
  expect(tiny).toThrow(/too small/);
});
