import type { Vec3 } from '../../main/contract/geometry.ts';
import type { LabelMap } from './labelMap.ts';

/**
 * The slice across a voxel axis on which most voxels carry a label: of several the middle one. null where no voxel does.
 * One pass over the labels' box.
 *
 * @param shapeIjk of the labels' grid
 */
export function largestSection(
  { labels, box: { start, end } }: LabelMap,
  [ni, nj]: Vec3,
  axis: number,
): number | null {
  const counts = new Uint32Array(Math.max(0, end[axis]! - start[axis]!));
  for (let k = start[2]; k < end[2]; k += 1)
    for (let j = start[1]; j < end[1]; j += 1) {
      const row = (k * nj + j) * ni;
      for (let i = start[0]; i < end[0]; i += 1) {
        if (labels[row + i] !== 0) counts[(axis === 0 ? i : axis === 1 ? j : k) - start[axis]!]! += 1;
      }
    }
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  if (most === 0) return null;
  const middle = Math.floor((counts.indexOf(most) + counts.lastIndexOf(most)) / 2);
  // Slices of the same size need not lie side by side: then the first of them.
  return start[axis]! + (counts[middle] === most ? middle : counts.indexOf(most));
}
