import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import type { HuVoxels } from './volume.ts';

/**
 * The smallest box [start, end) that holds every voxel above `thresholdHu` (MONAI's CropForeground, strictly above), on
 * the stored axes (i fastest); undefined where there is none. Looks in from the edges of each slice, in memory order, and
 * reads nothing that lies inside of what it has found.
 */
export function foregroundBox(voxels: HuVoxels, shapeIjk: Vec3, thresholdHu: number): VoxelBox | undefined {
  const [ni, nj, nk] = shapeIjk;
  const rowHas = (j: number, k: number) => hasAbove(voxels, (k * nj + j) * ni, ni, thresholdHu);
  const sliceHas = (k: number) => hasAbove(voxels, k * nj * ni, nj * ni, thresholdHu);

  let kStart = 0;
  while (kStart < nk && !sliceHas(kStart)) kStart++;
  if (kStart === nk) return undefined;
  let kEnd = nk;
  while (!sliceHas(kEnd - 1)) kEnd--;

  let [jStart, jLast, iStart, iLast] = [nj, -1, ni, -1];
  for (let k = kStart; k < kEnd; k++) {
    for (let j = 0; j < jStart; j++) if (rowHas(j, k)) jStart = j;
    for (let j = nj - 1; j > jLast; j--) if (rowHas(j, k)) jLast = j;
    for (let j = jStart; j <= jLast; j++) {
      const row = (k * nj + j) * ni;
      for (let i = 0; i < iStart; i++) if (voxels[row + i] > thresholdHu) iStart = i;
      for (let i = ni - 1; i > iLast; i--) if (voxels[row + i] > thresholdHu) iLast = i;
    }
  }
  return { start: [iStart, jStart, kStart], end: [iLast + 1, jLast + 1, kEnd] };
}

/** Whether one of `count` values from `first` on is above a threshold. */
function hasAbove(values: HuVoxels, first: number, count: number, threshold: number): boolean {
  const end = first + count;
  let n = first;
  for (; n + 4 <= end; n += 4)
    if (
      values[n] > threshold ||
      values[n + 1] > threshold ||
      values[n + 2] > threshold ||
      values[n + 3] > threshold
    )
      return true;
  for (; n < end; n++) if (values[n] > threshold) return true;
  return false;
}
