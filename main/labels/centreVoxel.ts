import type { LabelBlock } from '../contract/labels.ts';
import type { Vec3 } from '../contract/geometry.ts';
import { boxShape } from '../volume/reorient.ts';

/**
 * The voxel of the mask that lies nearest (in mm) to its centre of mass, as [i, j, k] of the grid that the block's box
 * counts in: inside the organ also where the centre of mass is not. The first in memory order of several; undefined for
 * an empty mask.
 */
export function centreVoxel({ box, voxels }: LabelBlock, spacingMm: Vec3 = [1, 1, 1]): Vec3 | undefined {
  const [bi, bj, bk] = boxShape(box);
  let [count, sumI, sumJ, sumK] = [0, 0, 0, 0];
  for (let k = 0, n = 0; k < bk; k++)
    for (let j = 0; j < bj; j++) {
      const before = count;
      for (let i = 0; i < bi; i++, n++)
        if (voxels[n] !== 0) {
          count++;
          sumI += i;
        }
      sumJ += j * (count - before);
      sumK += k * (count - before);
    }
  if (count === 0) return undefined;
  const [centreI, centreJ, centreK] = [sumI / count, sumJ / count, sumK / count];
  const [mmI, mmJ, mmK] = spacingMm;

  let nearest = Infinity;
  let [foundI, foundJ, foundK] = [0, 0, 0];
  for (let k = 0; k < bk; k++)
    for (let j = 0; j < bj; j++) {
      const rowDistance = ((j - centreJ) * mmJ) ** 2 + ((k - centreK) * mmK) ** 2;
      if (rowDistance >= nearest) continue;
      const row = (k * bj + j) * bi;
      for (let i = 0; i < bi; i++) {
        const distance = rowDistance + ((i - centreI) * mmI) ** 2;
        if (distance >= nearest || voxels[row + i] === 0) continue;
        nearest = distance;
        [foundI, foundJ, foundK] = [i, j, k];
      }
    }
  return [box.start[0] + foundI, box.start[1] + foundJ, box.start[2] + foundK];
}
