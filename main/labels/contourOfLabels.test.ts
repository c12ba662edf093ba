import { expect, it } from 'vitest';
import type { Vec3 } from '../contract/geometry.ts';
import { wholeBox } from './block.ts';
import { contourOfLabels } from './contourOfLabels.ts';
import { labelExtents } from './labelExtents.ts';

const shape: Vec3 = [8, 5, 5];

/** A block of label 1 beside one of label 200, both 4 x 5 x 5, with one voxel of label 7 in the middle of the first. */
const labels = Uint8Array.from({ length: 200 }, (_, n) => (n % 8 < 4 ? 1 : 200));
labels[1 + 8 * (2 + 5 * 2)] = 7;

it('gives every label its own contour, also where two touch', () => {
  const { box, voxels } = contourOfLabels({ box: wholeBox(shape), voxels: labels });
  expect(box).toEqual(wholeBox(shape));
  const at = (i: number, j: number, k: number) => voxels[i + 8 * (j + 5 * k)];
  expect([at(3, 2, 2), at(4, 2, 2), at(1, 2, 2)]).toEqual([1, 200, 7]);
  // Only inside of the second block is a voxel without a contour: around the single voxel the first one has one too.
  expect([at(5, 2, 2), at(6, 2, 2), at(2, 2, 2)]).toEqual([0, 0, 1]);
});

it('finds how many voxels of each label there are, and where', () => {
  expect(labelExtents(labels, shape)).toEqual([
    { value: 1, voxels: 99, box: { start: [0, 0, 0], end: [4, 5, 5] } },
    { value: 7, voxels: 1, box: { start: [1, 2, 2], end: [2, 3, 3] } },
    { value: 200, voxels: 100, box: { start: [4, 0, 0], end: [8, 5, 5] } },
  ]);
});
