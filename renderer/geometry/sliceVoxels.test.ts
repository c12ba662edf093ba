import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../main/contract/geometry.ts';
import { voxelOffset } from './grid.ts';
import { sliceAxes, sliceVoxels } from './sliceVoxels.ts';
import { withComponent } from './vec3.ts';

const shape: Vec3 = [3, 4, 5];
const voxels = Int16Array.from({ length: 60 }, (_, n) => n - 30);

describe('sliceVoxels', () => {
  it.each([0, 1, 2])('takes the voxels of a slice across axis %i, the lower axis fastest', (sliceAxis) => {
    const slice = 2;
    const [column, row] = sliceAxes(sliceAxis);
    const pixels = sliceVoxels(voxels, shape, sliceAxis, slice, new Int16Array(60));
    expect(pixels).toHaveLength(shape[column]! * shape[row]!);
    for (let r = 0; r < shape[row]!; r += 1) {
      for (let c = 0; c < shape[column]!; c += 1) {
        const ijk = withComponent(
          withComponent(withComponent([0, 0, 0], sliceAxis, slice), column, c),
          row,
          r,
        );
        expect(pixels[c + r * shape[column]!]).toBe(voxels[voxelOffset(shape, ijk)]);
      }
    }
  });

  it('copies nothing for a slice that lies in one piece', () => {
    expect(sliceVoxels(voxels, shape, 2, 1, new Int16Array(0)).buffer).toBe(voxels.buffer);
  });
});
