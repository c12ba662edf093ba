import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../main/contract/geometry.ts';
import { voxelOffset } from './grid.ts';
import { maskOutlines } from './maskOutline.ts';

const shape: Vec3 = [6, 5, 4];

function labelsAt(...voxels: Vec3[]): Uint8Array {
  const labels = new Uint8Array(6 * 5 * 4);
  for (const ijk of voxels) labels[voxelOffset(shape, ijk)] = 1;
  return labels;
}

const only = (...args: Parameters<typeof maskOutlines>) =>
  maskOutlines(...args).get(1) ?? new Float32Array(0);

const rows = (segments: Float32Array) =>
  Array.from({ length: segments.length / 4 }, (_, n) => [...segments.subarray(n * 4, n * 4 + 4)]);

describe('maskOutlines', () => {
  const oneVoxel = labelsAt([2, 3, 1]);
  const box = { start: [2, 3, 1], end: [3, 4, 2] } as const;

  it('draws a square around one voxel, along the edges of the voxel', () => {
    expect(rows(only(oneVoxel, shape, box, 2, 1, 0, 1))).toEqual([
      [1.5, 2.5, 2.5, 2.5],
      [1.5, 3.5, 2.5, 3.5],
      [1.5, 2.5, 1.5, 3.5],
      [2.5, 2.5, 2.5, 3.5],
    ]);
  });

  it('draws it in the planes across i and across j too', () => {
    expect(rows(only(oneVoxel, shape, box, 0, 2, 1, 2))).toContainEqual([2.5, 0.5, 3.5, 0.5]);
    expect(rows(only(oneVoxel, shape, box, 1, 3, 0, 2))).toContainEqual([1.5, 1.5, 2.5, 1.5]);
  });

  it('gives the same borders whichever axis is called u', () => {
    const swapped = rows(only(oneVoxel, shape, box, 2, 1, 1, 0)).map(([v0, u0, v1, u1]) => [u0, v0, u1, v1]);
    expect(swapped).toEqual(expect.arrayContaining(rows(only(oneVoxel, shape, box, 2, 1, 0, 1))));
  });

  it('draws nothing in slices that the mask does not reach', () => {
    expect(only(oneVoxel, shape, box, 2, 0, 0, 1)).toHaveLength(0);
    expect(only(oneVoxel, shape, box, 2, 2, 0, 1)).toHaveLength(0);
  });

  it('joins neighbouring edges, leaves out inner ones, and closes at the border of the grid', () => {
    const corner = labelsAt([0, 0, 0], [1, 0, 0]);
    const segments = rows(only(corner, shape, { start: [0, 0, 0], end: [2, 1, 1] }, 2, 0, 0, 1));
    expect(segments).toEqual([
      [-0.5, -0.5, 1.5, -0.5],
      [-0.5, 0.5, 1.5, 0.5],
      [-0.5, -0.5, -0.5, 0.5],
      [1.5, -0.5, 1.5, 0.5],
    ]);
  });

  it('gives each label its outline, and the border between two to the lower one', () => {
    const labels = labelsAt([1, 1, 0]);
    labels[voxelOffset(shape, [2, 1, 0])] = 2;
    const outlines = maskOutlines(labels, shape, { start: [1, 1, 0], end: [3, 2, 1] }, 2, 0, 0, 1);
    const between = ([u0, , u1]: number[]) => u0 === 1.5 && u1 === 1.5;
    expect(rows(outlines.get(1)!)).toHaveLength(4);
    expect(rows(outlines.get(1)!).filter(between)).toHaveLength(1);
    expect(rows(outlines.get(2)!)).toHaveLength(3);
    expect(rows(outlines.get(2)!).filter(between)).toHaveLength(0);
  });
});
