import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../main/contract/geometry.ts';
import { downsample, downsampledGrid, downsampleFactors } from './downsample.ts';
import { voxelOffset, voxelToRas } from './grid.ts';
import { gridOf, oblique } from './testing.ts';

describe('downsampleFactors', () => {
  it('brings every side below the limit and leaves short sides alone', () => {
    expect(downsampleFactors([512, 512, 102], 144)).toEqual([4, 4, 1]);
    expect(downsampleFactors([100, 144, 145], 144)).toEqual([1, 1, 2]);
  });
});

describe('downsampledGrid', () => {
  it('puts a block where the middle of its voxels is', () => {
    const smaller = downsampledGrid(gridOf(oblique, [9, 8, 5]), [4, 2, 1]);
    expect(smaller.shapeIjk).toEqual([2, 4, 5]);
    expect(voxelToRas(smaller.affineIjkToRas, [1, 3, 2])).toEqual(
      voxelToRas(oblique, [5.5, 6.5, 2]).map((v) => expect.closeTo(v)),
    );
  });
});

describe('downsample', () => {
  it('averages each block', () => {
    const shape: Vec3 = [5, 4, 2];
    const voxels = Int16Array.from({ length: 40 }, (_, n) => n * n - 700);
    const factors: Vec3 = [2, 2, 2];
    const { shapeIjk } = downsampledGrid(gridOf(oblique, shape), factors);
    const result = new Int16Array(shapeIjk[0] * shapeIjk[1] * shapeIjk[2]);
    const steps = [...downsample(voxels, shape, factors, result, shapeIjk)];
    expect(steps).toHaveLength(shapeIjk[2]);
    for (let j = 0; j < 2; j += 1) {
      for (let i = 0; i < 2; i += 1) {
        let sum = 0;
        for (let n = 0; n < 8; n += 1) {
          sum += voxels[voxelOffset(shape, [i * 2 + (n & 1), j * 2 + ((n >> 1) & 1), n >> 2])]!;
        }
        expect(result[voxelOffset(shapeIjk, [i, j, 0])]).toBe(Math.round(sum / 8));
      }
    }
  });
});
