import type { VoxelBox } from '../contract/geometry.ts';
import type { LabelBlock, SegmentGroup, SegmentStatistics, Surface } from '../contract/labels.ts';
import type { LabelPatch } from '../contract/patch.ts';
import { tightBox, unionBox } from '../edits/box.ts';
import { applyPatch, patchBox } from '../edits/patch.ts';
import { cutBlock, emptyBlock, pasteBlock } from '../labels/block.ts';
import { labelStatistics } from '../labels/statistics.ts';
import { labelSurface } from '../labels/surface/labelSurface.ts';
import { affineDeterminant } from '../volume/affine.ts';
import type { Volume } from '../volume/volume.ts';
import { selectLabel } from '../labels/selectLabel.ts';

/** A group of segments and its label map, as the engine holds it beside the scan. */
export class LabelGroup {
  readonly scan: Volume;
  about: SegmentGroup;
  /** On the whole grid of the scan, i fastest: edits reach anywhere. */
  readonly labels: Uint8Array;
  /** Holds every voxel that carries a label. */
  box: VoxelBox;

  constructor(scan: Volume, about: SegmentGroup, block: LabelBlock = emptyBlock()) {
    this.scan = scan;
    this.about = about;
    this.labels = pasteBlock(block, scan.grid.shapeIjk);
    this.box = block.box;
  }

  /** Carries an edit out. @returns the values that gained or lost voxels */
  apply(patch: LabelPatch): Set<number> {
    applyPatch(this.labels, patch);
    const { shapeIjk } = this.scan.grid;
    const changed = patchBox(patch, shapeIjk);
    // Where voxels were taken away the labels may need less than the box.
    if (changed) this.box = tightBox(this.labels, shapeIjk, unionBox(this.box, changed));
    const values = new Set([...patch.before, ...patch.after]);
    values.delete(0);
    return values;
  }

  /** A copy of the labels, cut to their box. */
  block(): LabelBlock {
    return cutBlock(this.labels, this.scan.grid.shapeIjk, this.box);
  }

  statistics(): SegmentStatistics[] {
    const block = this.block();
    const voxelMm3 = Math.abs(affineDeterminant(this.scan.grid.affineIjkToRas));
    return this.about.segments.map(({ value }) => ({
      value,
      ...labelStatistics(selectLabel(block, value), this.scan.voxelsHu, this.scan.grid.shapeIjk, voxelMm3),
    }));
  }

  /** The surface of one segment; null where it has no voxel. */
  surface(value: number): Surface | null {
    const mask = selectLabel(this.block(), value);
    return mask.voxels.includes(1) ? labelSurface(mask, this.scan.grid) : null;
  }
}
