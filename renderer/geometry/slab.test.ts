import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../main/contract/geometry.ts';
import { voxelOffset } from './grid.ts';
import { planesOf } from './planes.ts';
import { slabRange, SlabProjector, type SlabProjection } from './slab.ts';
import { sliceAxes } from './sliceVoxels.ts';
import { gridOf, lps, sheared } from './testing.ts';
import { withComponent } from './vec3.ts';

const shape: Vec3 = [5, 4, 6];
let seed = 7;
const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
const voxels = Int16Array.from({ length: 120 }, () => Math.round(random() * 4095 - 1024));

const project: Readonly<Record<SlabProjection, (values: readonly number[]) => number>> = {
  max: (values) => Math.max(...values),
  min: (values) => Math.min(...values),
  mean: (values) => Math.round(values.reduce((sum, value) => sum + value) / values.length),
};

describe('SlabProjector', () => {
  const cases = [0, 1, 2].flatMap((axis) =>
    (['max', 'min', 'mean'] as const).map((projection) => [axis, projection] as const),
  );
  it.each(cases)('across axis %i takes the %s of the voxels behind each other', (axis, projection) => {
    const [column, row] = sliceAxes(axis);
    const into = new Int16Array(shape[column]! * shape[row]!);
    new SlabProjector().project(voxels, shape, axis, { first: 1, last: 3 }, projection, into);
    for (let r = 0; r < shape[row]!; r += 1) {
      for (let c = 0; c < shape[column]!; c += 1) {
        const at = withComponent(withComponent([0, 0, 0], column, c), row, r);
        const behind = [1, 2, 3].map((n) => voxels[voxelOffset(shape, withComponent(at, axis, n))]!);
        expect(into[c + r * shape[column]!]! + 0).toBe(project[projection](behind) + 0);
      }
    }
  });
});

describe('slabRange', () => {
  const grid = gridOf(lps, [40, 30, 20]);
  const { axial, coronal } = planesOf(lps);

  it('counts the slices that fill the thickness, around the one on show', () => {
    expect(slabRange(grid, axial, 10, 9)).toEqual({ first: 9, last: 11 });
    expect(slabRange(grid, axial, 10, 12)).toEqual({ first: 9, last: 12 });
    expect(slabRange(grid, coronal, 10, 8)).toEqual({ first: 6, last: 15 });
  });

  it('holds the slice itself however thin, and ends with the grid', () => {
    expect(slabRange(grid, axial, 10, 0.1)).toEqual({ first: 10, last: 10 });
    expect(slabRange(grid, axial, 0, 30)).toEqual({ first: 0, last: 5 });
    expect(slabRange(grid, axial, 19, 30)).toEqual({ first: 15, last: 19 });
  });

  it('measures the distance between slices, not along a leaning axis', () => {
    const leaning = gridOf(sheared, [40, 30, 20]);
    expect(slabRange(leaning, planesOf(sheared).axial, 10, 9)).toEqual({ first: 9, last: 11 });
  });
});
