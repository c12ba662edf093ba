import { expect, it } from 'vitest';
import type { Vec3 } from '../../main/contract/geometry.ts';
import { voxelOffset } from './grid.ts';
import { largestSection } from './largestSection.ts';

const shapeIjk: Vec3 = [6, 5, 4];

function mapOf(voxels: readonly Vec3[]) {
  const labels = new Uint8Array(120);
  for (const ijk of voxels) labels[voxelOffset(shapeIjk, ijk)] = 1;
  return { labels, box: { start: [1, 1, 0], end: [6, 5, 4] } as const };
}

it('is the slice with most voxels, across each axis', () => {
  const map = mapOf([
    [2, 1, 3],
    [2, 2, 3],
    [2, 3, 1],
    [4, 3, 3],
  ]);
  expect([0, 1, 2].map((axis) => largestSection(map, shapeIjk, axis))).toEqual([2, 3, 3]);
});

it('of several of one size is the middle one, and without voxels none', () => {
  const column = mapOf([
    [3, 3, 0],
    [3, 3, 1],
    [3, 3, 2],
  ]);
  expect(largestSection(column, shapeIjk, 2)).toBe(1);
  const apart = mapOf([
    [3, 3, 0],
    [3, 3, 3],
  ]);
  expect(largestSection(apart, shapeIjk, 2)).toBe(0);
  expect(largestSection(mapOf([]), shapeIjk, 2)).toBeNull();
});
