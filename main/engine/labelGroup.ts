import type { VoxelBox } from '../contract/geometry.ts';
import type { Sentence } from '../contract/sentence.ts';
import type { LabelBlock, SegmentGroup, Surface } from '../contract/labels.ts';
import type { LabelPatch } from '../contract/patch.ts';
import type { SegmentStatistics } from '../contract/segmentStatistics.ts';
import { tightBox, unionBox } from '../edits/box.ts';
import { changeValues } from '../edits/labelChange.ts';
import { applyPatch, patchBox } from '../edits/patch.ts';
import { cutBlock, emptyBlock, pasteBlock, wholeBox } from '../labels/block.ts';
import { segmentStatistics } from '../labels/segmentStatistics.ts';
import { segmentSurface } from '../labels/surface/segmentSurface.ts';
import { affineDeterminant } from '../volume/affine.ts';
import type { Volume } from '../volume/volume.ts';

/** A group of segments and its label map, as the engine holds it beside the scan. */
export class LabelGroup {
  readonly scan: Volume;
  about: SegmentGroup;
  /** On the whole grid of the scan, i fastest: edits reach anywhere. */
  readonly labels: Uint8Array;
  /** Holds every voxel that carries a label. */
  box: VoxelBox;
  /** Edits that were carried out. */
  edits = 0;
  /** Of the run's report, which files tell in English; those in `about` are in the window's language. */
  readonly notes: readonly Sentence[] | undefined;

  constructor(
    scan: Volume,
    about: SegmentGroup,
    block: LabelBlock = emptyBlock(),
    notes?: readonly Sentence[],
  ) {
    this.scan = scan;
    this.notes = notes;
    this.about = about;
    this.labels = pasteBlock(block, scan.grid.shapeIjk);
    this.box = block.box;
  }

  /** Takes the labels of a whole grid over, which `edits` edits have led to. */
  replaceLabels(labels: Uint8Array, edits: number): void {
    this.edits = edits;
    const { shapeIjk } = this.scan.grid;
    this.labels.set(labels);
    this.box = tightBox(labels, shapeIjk, wholeBox(shapeIjk));
  }

  /** Carries an edit out. @returns the values that gained or lost voxels */
  apply(patch: LabelPatch): Set<number> {
    applyPatch(this.labels, patch);
    this.edits++;
    const { shapeIjk } = this.scan.grid;
    const changed = patchBox(patch, shapeIjk);
    const after = changeValues(patch, 'after');
    if (changed) this.box = unionBox(this.box, changed);
    // Where voxels were taken away the labels may need less than the box.
    if (after.has(0)) this.box = tightBox(this.labels, shapeIjk, this.box);
    const values = new Set([...changeValues(patch, 'before'), ...after]);
    values.delete(0);
    return values;
  }

  /** A copy of the labels, cut to their box. */
  block(): LabelBlock {
    return cutBlock(this.labels, this.scan.grid.shapeIjk, this.box);
  }

  statistics(): SegmentStatistics[] {
    const { voxelsHu, grid, orientation } = this.scan;
    const scan = {
      ...{ labels: this.labels, voxelsHu, ...grid, box: this.box },
      voxelVolumeMm3: Math.abs(affineDeterminant(grid.affineIjkToRas)),
      axialAxis: orientation.findIndex(({ worldAxis }) => worldAxis === 2) as 0 | 1 | 2,
    };
    return segmentStatistics(
      scan,
      this.about.segments.map(({ value }) => value),
    );
  }

  /** The surface of one segment; null where it has no voxel. @param box see `segmentSurface` */
  surface(value: number, box?: VoxelBox): Surface | null {
    const surface = segmentSurface(this.labels, this.scan.grid, value, box);
    return surface.triangles.length > 0 ? surface : null;
  }
}
