import type { LabelPatch } from '../../contract/patch.ts';
import { boxShape } from '../../volume/reorient.ts';
import { keepComponents, keepLargestComponent, type Connectivity } from '../largestComponent.ts';
import { cutSegment, emptyPatch, segmentPatch, valueBox, voxelMl, type Segment } from './segmentMask.ts';

/** Takes all of a segment away but its largest component (voxels that touch, at a corner at least). */
export function keepLargestIsland(segment: Segment, connectivity: Connectivity = 26): LabelPatch {
  return edited(segment, (mask, shape) => keepLargestComponent(mask, shape, connectivity));
}

/** Takes the components of a segment away that are smaller than `minMl`. */
export function removeIslands(segment: Segment, minMl: number, connectivity: Connectivity = 26): LabelPatch {
  const minVoxels = minMl / voxelMl(segment);
  return edited(segment, (mask, shape) =>
    keepComponents(mask, shape, (voxels) => voxels >= minVoxels, connectivity),
  );
}

function edited(
  segment: Segment,
  edit: (mask: Uint8Array, shapeIjk: ReturnType<typeof boxShape>) => unknown,
): LabelPatch {
  const box = valueBox(segment.labels, segment.shapeIjk, segment.value);
  if (!box) return emptyPatch();
  const block = cutSegment(segment, box);
  edit(block.voxels, boxShape(box));
  return segmentPatch(segment, block);
}
