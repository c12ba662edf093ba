import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import { boxShape } from '../volume/reorient.ts';
import { interpolation } from './restoreMask.ts';

/**
 * Values of a network's grid in a box of the crop that it came from, trilinearly with half-pixel centres as in
 * `restoreMask`: what the mask was cut from.
 *
 * @param values shape [i, j, k], i fastest
 * @param box in voxels of the crop
 */
export function restoreValues(
  values: Float32Array,
  networkShapeIjk: Vec3,
  cropShapeIjk: Vec3,
  box: VoxelBox,
): Float32Array {
  const [alongI, alongJ, alongK] = [0, 1, 2].map((a) => interpolation(networkShapeIjk[a], cropShapeIjk[a]));
  const [ni, nj] = networkShapeIjk;
  const [bi, bj, bk] = boxShape(box);
  const restored = new Float32Array(bi * bj * bk);
  const line = new Float32Array(ni);
  const firstTap = alongI.lower[box.start[0]];
  const lastTap = alongI.upper[box.end[0] - 1];
  for (let k = box.start[2], out = 0; k < box.end[2]; k++)
    for (let j = box.start[1]; j < box.end[1]; j++) {
      const [wj, wk] = [alongJ.weight[j], alongK.weight[k]];
      const row = (planeK: number, rowJ: number) => (planeK * nj + rowJ) * ni;
      const a = row(alongK.lower[k], alongJ.lower[j]);
      const b = row(alongK.upper[k], alongJ.lower[j]);
      const c = row(alongK.lower[k], alongJ.upper[j]);
      const d = row(alongK.upper[k], alongJ.upper[j]);
      for (let n = firstTap; n <= lastTap; n++) {
        const near = values[a + n] * (1 - wk) + values[b + n] * wk;
        const far = values[c + n] * (1 - wk) + values[d + n] * wk;
        line[n] = near * (1 - wj) + far * wj;
      }
      for (let i = box.start[0]; i < box.end[0]; i++, out++) {
        const wi = alongI.weight[i];
        restored[out] = line[alongI.lower[i]] * (1 - wi) + line[alongI.upper[i]] * wi;
      }
    }
  return restored;
}
