import type { Vec3, VoxelBox } from '../../contract/geometry.ts';
import { boxShape } from '../../volume/reorient.ts';
import type { HuVoxels } from '../../volume/volume.ts';

/** The voxels of a box (i fastest); what of it lies outside of the volume is 0. */
export function cropVolume(voxels: HuVoxels, [ni, nj, nk]: Vec3, box: VoxelBox): HuVoxels {
  const [bi, bj, bk] = boxShape(box);
  const [i0, j0, k0] = box.start;
  const cropped =
    voxels instanceof Int16Array ? new Int16Array(bi * bj * bk) : new Float32Array(bi * bj * bk);
  const [from, to] = [Math.max(0, -i0), Math.min(bi, ni - i0)];
  for (let k = Math.max(0, -k0); k < Math.min(bk, nk - k0); k++)
    for (let j = Math.max(0, -j0); j < Math.min(bj, nj - j0); j++) {
      const row = ((k0 + k) * nj + j0 + j) * ni + i0;
      cropped.set(voxels.subarray(row + from, row + to), (k * bj + j) * bi + from);
    }
  return cropped;
}
