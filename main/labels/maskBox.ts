import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import { wholeBox } from './block.ts';

/**
 * The tight box around the voxels of a mask that are not 0; undefined where there is none. Comes in from each face of
 * `within`, so that the inside is not read, and reads 16 voxels at a time.
 *
 * @param mask shape [i, j, k], i fastest
 */
export function maskBox(
  mask: Uint8Array,
  shapeIjk: Vec3,
  within: VoxelBox = wholeBox(shapeIjk),
): VoxelBox | undefined {
  const [ni, nj] = shapeIjk;
  const [i0] = within.start;
  let [, j0, k0] = within.start;
  const [i1] = within.end;
  let [, j1, k1] = within.end;
  if (i0 >= i1 || j0 >= j1 || k0 >= k1) return undefined;
  const fours = new Int32Array(mask.buffer, 0, mask.buffer.byteLength >> 2);
  const isEmpty = (from: number, to: number) => firstSet(mask, fours, from, to) === to;
  const isRowEmpty = (j: number, k: number) => isEmpty((k * nj + j) * ni + i0, (k * nj + j) * ni + i1);
  const isSliceEmpty = (k: number) => {
    if (i1 - i0 === ni) return isEmpty((k * nj + j0) * ni, (k * nj + j1) * ni);
    for (let j = j0; j < j1; j++) if (!isRowEmpty(j, k)) return false;
    return true;
  };
  const isPlaneEmpty = (j: number) => {
    for (let k = k0; k < k1; k++) if (!isRowEmpty(j, k)) return false;
    return true;
  };

  while (k0 < k1 && isSliceEmpty(k0)) k0++;
  if (k0 === k1) return undefined;
  while (isSliceEmpty(k1 - 1)) k1--;
  while (isPlaneEmpty(j0)) j0++;
  while (isPlaneEmpty(j1 - 1)) j1--;
  let [first, end] = [i1, i0];
  for (let k = k0; k < k1; k++)
    for (let j = j0; j < j1; j++) {
      const row = (k * nj + j) * ni;
      first = firstSet(mask, fours, row + i0, row + first) - row;
      for (let i = i1 - 1; i >= end; i--)
        if (mask[row + i] !== 0) {
          end = i + 1;
          break;
        }
    }
  return { start: [first, j0, k0], end: [end, j1, k1] };
}

/** Position of the first voxel in [from, to) that is not 0, `to` if there is none. */
function firstSet(mask: Uint8Array, fours: Int32Array, from: number, to: number): number {
  let n = from;
  const { byteOffset } = mask;
  while (n < to && ((byteOffset + n) & 3) !== 0) {
    if (mask[n] !== 0) return n;
    n++;
  }
  let four = (byteOffset + n) >> 2;
  while (n + 16 <= to && (fours[four] | fours[four + 1] | fours[four + 2] | fours[four + 3]) === 0) {
    n += 16;
    four += 4;
  }
  while (n < to && mask[n] === 0) n++;
  return n;
}
