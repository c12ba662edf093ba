import type { VoxelBox } from '../../contract/geometry.ts';
import type { LabelPatch } from '../../contract/patch.ts';
import type { MmAxes } from '../../edits/mmAxes.ts';
import { boxShape } from '../../volume/reorient.ts';
import { dilated } from './dilated.ts';
import { squaredDistances } from './distance.ts';
import { cutSegment, emptyPatch, segmentPatch, valueBox, widenedBox, type Segment } from './segmentMask.ts';
import { ballRows } from './shearedGrid.ts';

/** Distances are sums of rounded squares: what is this close to the margin counts as on it. */
const ROUNDING = 1e-6;

/**
 * Grows a segment by `marginMm` (all voxels whose centres are that close to one of its own), or shrinks it where that is
 * negative (its voxels that are no further than that from one outside). Beyond the grid there is nothing to shrink from.
 */
export function growSegment(segment: Segment, marginMm: number): LabelPatch {
  const tight = valueBox(segment.labels, segment.shapeIjk, segment.value);
  if (!tight) return emptyPatch();
  if (segment.sheared) return growSheared(segment, segment.sheared, tight, marginMm);
  // To shrink, the nearest voxel outside is at most one beyond the box.
  const box = widenedBox(tight, segment, marginMm > 0 ? marginMm : Math.max(...segment.spacingMm));
  const { voxels } = cutSegment(segment, box);
  const squares = squaredDistances(voxels, boxShape(box), segment.spacingMm, marginMm > 0 ? 1 : 0);
  const limit = marginMm * marginMm * (1 + ROUNDING);
  if (marginMm > 0) for (let n = 0; n < voxels.length; n++) voxels[n] = squares[n] <= limit ? 1 : 0;
  else for (let n = 0; n < voxels.length; n++) voxels[n] = squares[n] > limit ? 1 : 0;
  return segmentPatch(segment, { box, voxels });
}

/**
 * The same where the axes are not at right angles, and distances no sum of one along each: a ball of the patient is laid
 * around each voxel.
 */
function growSheared(segment: Segment, mm: MmAxes, tight: VoxelBox, marginMm: number): LabelPatch {
  const box = widenedBox(tight, segment, Math.abs(marginMm));
  const { voxels } = cutSegment(segment, box);
  const rows = ballRows(mm, marginMm * marginMm * (1 + ROUNDING));
  if (marginMm > 0) return segmentPatch(segment, { box, voxels: dilated(voxels, boxShape(box), rows, 1) });
  const lost = dilated(voxels, boxShape(box), rows, 0);
  for (let n = 0; n < voxels.length; n++) if (lost[n] === 1) voxels[n] = 0;
  return segmentPatch(segment, { box, voxels });
}
