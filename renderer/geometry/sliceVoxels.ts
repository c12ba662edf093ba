import type { Vec3 } from '../../main/contract/geometry.ts';

type Voxels = Int16Array | Uint8Array;

/** The two voxel axes of a slice across `sliceAxis`, the faster one first. */
export function sliceAxes(sliceAxis: number): readonly [number, number] {
  return sliceAxis === 0 ? [1, 2] : sliceAxis === 1 ? [0, 2] : [0, 1];
}

/**
 * The voxels of one slice, the lower of its two axes fastest. A slice across k lies in one piece in memory and is
 * returned as a view of it; others are gathered into `scratch`, which must be large enough.
 *
 * @param voxels i fastest, of `shapeIjk`
 */
export function sliceVoxels<T extends Voxels>(
  voxels: T,
  shapeIjk: Vec3,
  sliceAxis: number,
  slice: number,
  scratch: T,
): T {
  const [ni, nj, nk] = shapeIjk;
  const plane = ni * nj;
  if (sliceAxis === 2) return voxels.subarray(slice * plane, (slice + 1) * plane) as T;
  if (sliceAxis === 1) {
    for (let k = 0; k < nk; k += 1) {
      const from = k * plane + slice * ni;
      scratch.set(voxels.subarray(from, from + ni), k * ni);
    }
    return scratch.subarray(0, ni * nk) as T;
  }
  let from = slice;
  for (let to = 0; to < nj * nk; to += 1, from += ni) scratch[to] = voxels[from]!;
  return scratch.subarray(0, nj * nk) as T;
}
