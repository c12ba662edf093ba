import type { SegmentStage, StageDetail } from '../contract/engine.ts';
import type { LabelBlock } from '../contract/labels.ts';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { Grid, VoxelBox } from '../contract/geometry.ts';
import type { MaskStatistics, Refinement } from '../contract/report.ts';
import type { InferenceRunner, SessionSpec } from '../inference/runner.ts';
import { affineDeterminant } from '../volume/affine.ts';
import { labelExtents, maskOfLabels } from '../labels/labelExtents.ts';
import { labelStatistics } from '../labels/statistics.ts';
import { boxShape } from '../volume/reorient.ts';
import { shiftBox } from '../labels/block.ts';
import type { VoxelGrid } from '../volume/volume.ts';

/** A label map and its contour on one grid: 0 is the background, other values are the manifest's classes. */
export interface LabelPair {
  readonly mask: LabelBlock;
  readonly contour: LabelBlock;
}

/** One class of a label map. */
export interface SegmentStatistics {
  readonly value: number;
  readonly statistics: MaskStatistics;
}

export interface Segmentation {
  /** On the scan's own grid. */
  readonly scan: LabelPair;
  /** On the network's grid, as the reference pipeline gives them. */
  readonly network: LabelPair & {
    readonly grid: Grid;
    readonly maskVoxels: number;
    readonly contourVoxels: number;
  };
  readonly cropBoxRas: VoxelBox;
  /** Of all labels together, on the scan's grid. */
  readonly statistics: MaskStatistics;
  /** Of each class that was found, by value. */
  readonly segments: readonly SegmentStatistics[];
  /** Where the recipe has the masks snapped to edges. */
  readonly refinement: Refinement | undefined;
  readonly seconds: { readonly graph: number; readonly post: number; readonly restore: number };
  /** Of the process that ran the graph. */
  readonly peakRssMb: number;
}

export interface SegmentOptions {
  readonly session: SessionSpec;
  readonly runner: InferenceRunner;
  readonly onStage?: (stage: SegmentStage, detail?: StageDetail) => void;
  readonly signal?: AbortSignal;
}

/** Statistics of a label map on the scan's grid: of all labels together and of each. */
export function statisticsOf(
  mask: LabelBlock,
  volume: VoxelGrid,
): Pick<Segmentation, 'statistics' | 'segments'> {
  const statistics = statisticsIn(volume, mask);
  const shape = boxShape(mask.box);
  const extents = labelExtents(mask.voxels, shape);
  if (extents.length === 1) return { statistics, segments: [{ value: extents[0].value, statistics }] };
  const segments = extents.map(({ value, box }) => {
    const { voxels } = maskOfLabels(mask.voxels, shape, box, (each) => each === value);
    return { value, statistics: statisticsIn(volume, { box: shiftBox(box, mask.box.start), voxels }) };
  });
  return { statistics, segments };
}

/** The same of a mask of one class, 1. */
export function maskStatistics(mask: LabelBlock, volume: VoxelGrid): ReturnType<typeof statisticsOf> {
  const statistics = statisticsIn(volume, mask);
  return { statistics, segments: statistics.voxels > 0 ? [{ value: 1, statistics }] : [] };
}

function statisticsIn({ voxelsHu, grid }: VoxelGrid, mask: LabelBlock): MaskStatistics {
  return labelStatistics(mask, voxelsHu, grid.shapeIjk, Math.abs(affineDeterminant(grid.affineIjkToRas)));
}

/** How many voxels have a label. */
export function countVoxels({ voxels }: LabelBlock): number {
  let count = 0;
  for (let n = 0; n < voxels.length; n++) if (voxels[n] !== 0) count++;
  return count;
}

export function throwIfCancelled(signal?: AbortSignal): void {
  if (signal?.aborted) throw new VolscopeError('cancelled', sentence`Segmentation was cancelled.`);
}
