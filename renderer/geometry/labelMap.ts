import type { Grid, VoxelBox } from '../../main/contract/geometry.ts';
import type { LabelBlock } from '../../main/contract/labels.ts';
import { voxelOffset } from './grid.ts';

/**
 * Labels on a scan's whole grid, uint8, i fastest; all of them lie inside `box`. Edits change `labels` in place and
 * make a new LabelMap around them, so that whatever was derived from the old one is known to be stale.
 */
export interface LabelMap {
  readonly box: VoxelBox;
  readonly labels: Uint8Array;
}

/** Puts the engine's block back on the scan's whole grid. */
export function toLabelMap({ shapeIjk }: Grid, { box, voxels }: LabelBlock): LabelMap {
  const { start, end } = box;
  const labels = new Uint8Array(shapeIjk[0] * shapeIjk[1] * shapeIjk[2]);
  const row = end[0] - start[0];
  let from = 0;
  for (let k = start[2]; k < end[2]; k += 1) {
    for (let j = start[1]; j < end[1]; j += 1, from += row) {
      labels.set(voxels.subarray(from, from + row), voxelOffset(shapeIjk, [start[0], j, k]));
    }
  }
  return { box, labels };
}
