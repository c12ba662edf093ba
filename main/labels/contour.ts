import type { LabelBlock } from '../contract/engine.ts';
import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import { boxShape } from '../volume/reorient.ts';
import { wholeBox } from './block.ts';

/**
 * A mask minus its 3x3x3 erosion: the shell one voxel thick that MONAI's LabelToContour makes of a mask. What lies
 * outside of the volume is background, so that voxels at its border belong to the contour.
 *
 * The erosion is done an axis at a time: it is the AND along i, then along j, then along k.
 *
 * @param mask 0 or 1, shape [i, j, k], i fastest; every 1 lies in `box`
 * @returns the contour, 0 or 1, cut to `box`
 */
export function contourOf(mask: Uint8Array, shapeIjk: Vec3, box: VoxelBox = wholeBox(shapeIjk)): LabelBlock {
  const [bi, bj, bk] = boxShape(box);
  const voxels = new Uint8Array(bi * bj * bk);
  if (voxels.length === 0) return { box, voxels };

  const size = bi * bj;
  const alongI = new Uint8Array(size);
  const outside = new Uint8Array(size);
  const slices = [new Uint8Array(size), new Uint8Array(size), new Uint8Array(size)];
  erodeSlice(mask, shapeIjk, box, 0, alongI, slices[0]);
  for (let k = 0, out = 0; k < bk; k++) {
    if (k + 1 < bk) erodeSlice(mask, shapeIjk, box, k + 1, alongI, slices[(k + 1) % 3]);
    const below = k > 0 ? slices[(k - 1) % 3] : outside;
    const here = slices[k % 3];
    const above = k + 1 < bk ? slices[(k + 1) % 3] : outside;
    for (let j = 0, n = 0; j < bj; j++) {
      const row = rowStart(shapeIjk, box, j, k);
      for (let i = 0; i < bi; i++, n++) voxels[out++] = mask[row + i] & ~(below[n] & here[n] & above[n]);
    }
  }
  return { box, voxels };
}

/** The 3x3 erosion of slice k of the box, in its plane. `alongI` is room to work in. */
function erodeSlice(
  mask: Uint8Array,
  shapeIjk: Vec3,
  box: VoxelBox,
  k: number,
  alongI: Uint8Array,
  eroded: Uint8Array,
) {
  const [bi, bj] = boxShape(box);
  for (let j = 0, n = 0; j < bj; j++) {
    const row = rowStart(shapeIjk, box, j, k);
    let left = 0;
    let here = mask[row];
    for (let i = 1; i < bi; i++, n++) {
      const right = mask[row + i];
      alongI[n] = left & here & right;
      left = here;
      here = right;
    }
    alongI[n++] = 0;
  }
  eroded.fill(0, 0, bi);
  const last = bi * (bj - 1);
  for (let n = bi; n < last; n++) eroded[n] = alongI[n - bi] & alongI[n] & alongI[n + bi];
  eroded.fill(0, last);
}

function rowStart([ni, nj]: Vec3, { start }: VoxelBox, j: number, k: number): number {
  return ((start[2] + k) * nj + start[1] + j) * ni + start[0];
}
