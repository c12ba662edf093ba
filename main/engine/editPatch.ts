import type { EditOperation } from '../contract/edit.ts';
import type { LabelPatch } from '../contract/patch.ts';
import { unionBox } from '../edits/box.ts';
import { blockInBox } from '../labels/block.ts';
import {
  fillHoles,
  growSegment,
  interpolateSlices,
  keepLargestIsland,
  removeIslands,
  smoothSegment,
  type Segment,
} from '../labels/edit.ts';
import { shearedAxes } from '../labels/edit/shearedGrid.ts';
import { cutSegment, emptyPatch, segmentPatch, valueBox } from '../labels/edit/segmentMask.ts';
import { refineScanMask } from '../labels/refine/refineScanMask.ts';
import { affineSpacingMm } from '../volume/affine.ts';
import type { LabelGroup } from './labelGroup.ts';

type Axis = 0 | 1 | 2;

/** What an operation changes in the labels of a group; nothing is changed yet. Locked segments are left alone. */
export function editPatch(group: LabelGroup, value: number, operation: EditOperation): LabelPatch {
  const { shapeIjk, affineIjkToRas } = group.scan.grid;
  const segment: Segment = {
    labels: group.labels,
    shapeIjk,
    spacingMm: affineSpacingMm(affineIjkToRas),
    sheared: shearedAxes(affineIjkToRas),
    value,
    lockedValues: group.about.segments.filter(({ locked }) => locked).map((locked) => locked.value),
  };
  switch (operation.kind) {
    case 'fillHoles':
      return fillHoles(segment, operation.axis === null ? undefined : (operation.axis as Axis));
    case 'keepLargest':
      return keepLargestIsland(segment);
    case 'removeIslands':
      return removeIslands(segment, operation.minMl);
    case 'grow':
      return growSegment(segment, operation.mm);
    case 'shrink':
      return growSegment(segment, -operation.mm);
    case 'smooth':
      return smoothSegment(segment, operation.mm).patch;
    case 'interpolate':
      return interpolateSlices(segment, operation.axis as Axis);
    case 'refine':
      return refinePatch(group, segment, operation.strength);
  }
}

/** From the segment's own voxels alone: it may have been edited since a network gave them. */
function refinePatch({ scan }: LabelGroup, segment: Segment, strength: number): LabelPatch {
  const { labels, shapeIjk, value } = segment;
  const box = valueBox(labels, shapeIjk, value);
  if (!box) return emptyPatch();
  const refined = refineScanMask(scan, cutSegment(segment, box), { strength });
  return segmentPatch(segment, blockInBox(refined, unionBox(box, refined.box)));
}
