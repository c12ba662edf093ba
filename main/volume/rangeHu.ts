import type { HuVoxels } from './volume.ts';

/** Smallest and largest value of a scan with at least one voxel. */
export function rangeHu(voxels: HuVoxels): [number, number] {
  let low = voxels[0];
  let high = low;
  // By pairs: three comparisons for two voxels instead of four. An odd count leaves the first one, seen above.
  for (let n = voxels.length & 1; n < voxels.length; n += 2) {
    const a = voxels[n];
    const b = voxels[n + 1];
    if (a < b) {
      if (a < low) low = a;
      if (b > high) high = b;
    } else {
      if (b < low) low = b;
      if (a > high) high = a;
    }
  }
  return [low, high];
}
