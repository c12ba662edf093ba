import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import type { HuVoxels } from './volume.ts';

/**
 * The smallest box [start, end) that holds every voxel above `thresholdHu` (MONAI's CropForeground, strictly above), on
 * the stored axes (i fastest); undefined where there is none. Scans in from each face, so that the inside is not read.
 */
export function foregroundBox(voxels: HuVoxels, shapeIjk: Vec3, thresholdHu: number): VoxelBox | undefined {
  const [ni, nj, nk] = shapeIjk;
  const rowHas = (j: number, k: number) => {
    const begin = (k * nj + j) * ni;
    for (let n = begin; n < begin + ni; n++) if (voxels[n] > thresholdHu) return true;
    return false;
  };
  const sliceHas = (k: number) => someIndex(0, nj, (j) => rowHas(j, k));

  const kStart = firstIndex(0, nk, sliceHas);
  if (kStart === nk) return undefined;
  const kEnd = lastIndex(kStart, nk, sliceHas) + 1;
  const planeHas = (j: number) => someIndex(kStart, kEnd, (k) => rowHas(j, k));
  const jStart = firstIndex(0, nj, planeHas);
  const jEnd = lastIndex(jStart, nj, planeHas) + 1;

  let [iStart, iLast] = [ni, -1];
  for (let k = kStart; k < kEnd; k++)
    for (let j = jStart; j < jEnd; j++) {
      const row = (k * nj + j) * ni;
      for (let i = 0; i < iStart; i++) if (voxels[row + i] > thresholdHu) iStart = i;
      for (let i = ni - 1; i > iLast; i--) if (voxels[row + i] > thresholdHu) iLast = i;
    }
  return { start: [iStart, jStart, kStart], end: [iLast + 1, jEnd, kEnd] };
}

function firstIndex(from: number, to: number, has: (n: number) => boolean): number {
  let n = from;
  while (n < to && !has(n)) n++;
  return n;
}

function lastIndex(from: number, to: number, has: (n: number) => boolean): number {
  let n = to - 1;
  while (n > from && !has(n)) n--;
  return n;
}

function someIndex(from: number, to: number, has: (n: number) => boolean): boolean {
  return firstIndex(from, to, has) < to;
}
