import type { Vec3, VoxelBox } from '../../contract/geometry.ts';
import type { LabelPatch } from '../../contract/patch.ts';
import type { LabelBlock } from '../../contract/labels.ts';
import type { MmAxes } from '../../edits/mmAxes.ts';
import { PatchBuilder } from '../../edits/patchBuilder.ts';
import { boxShape } from '../../volume/reorient.ts';
import { reachPerMm } from './shearedGrid.ts';

/** One segment of a label map, to be edited. Nothing here changes the label map: an edit is a patch for `applyPatch`. */
export interface Segment {
  /** uint8, shape [i, j, k], i fastest. */
  readonly labels: Uint8Array;
  readonly shapeIjk: Vec3;
  readonly spacingMm: Vec3;
  /** Where the axes are not at right angles: what a millimetre is then (`shearedAxes`). */
  readonly sheared?: MmAxes;
  /** The segment's value, 1 to 255. */
  readonly value: number;
  /** Values that neither lose nor gain a voxel; all others but the segment's own give way where it grows. */
  readonly lockedValues?: readonly number[];
}

/** The smallest box that holds all voxels of a value; undefined where there is none. */
export function valueBox(labels: Uint8Array, [ni, nj]: Vec3, value: number): VoxelBox | undefined {
  // Buffer's search is the C library's: ten times as fast as a loop over what is mostly something else.
  const bytes = Buffer.from(labels.buffer, labels.byteOffset, labels.byteLength);
  const start: [number, number, number] = [Infinity, Infinity, Infinity];
  const end: [number, number, number] = [0, 0, 0];
  for (let at = bytes.indexOf(value); at >= 0;) {
    const row = Math.floor(at / ni);
    const [j, k] = [row % nj, Math.floor(row / nj)];
    const rowEnd = (row + 1) * ni;
    let last = rowEnd - 1;
    while (bytes[last] !== value) last--;
    start[0] = Math.min(start[0], at - row * ni);
    start[1] = Math.min(start[1], j);
    start[2] = Math.min(start[2], k);
    end[0] = Math.max(end[0], last - row * ni + 1);
    end[1] = Math.max(end[1], j + 1);
    end[2] = k + 1;
    at = rowEnd < bytes.length ? bytes.indexOf(value, rowEnd) : -1;
  }
  return end[2] === 0 ? undefined : { start, end };
}

/** A box with `marginMm` more on each side, as far as the grid goes. */
export function widenedBox(
  { start, end }: VoxelBox,
  { shapeIjk, spacingMm, sheared }: Segment,
  marginMm: number,
): VoxelBox {
  const reach = sheared && reachPerMm(sheared);
  const voxels = (axis: number) => Math.ceil(reach ? marginMm * reach[axis] : marginMm / spacingMm[axis]);
  const low = (axis: number) => Math.max(0, start[axis] - voxels(axis));
  const high = (axis: number) => Math.min(shapeIjk[axis], end[axis] + voxels(axis));
  return { start: [low(0), low(1), low(2)], end: [high(0), high(1), high(2)] };
}

/** The volume of a voxel. */
export function voxelMl({ spacingMm: [si, sj, sk], sheared }: Segment): number {
  return (sheared ? sheared.aa * sheared.bb * sheared.cc : si * sj * sk) / 1000;
}

/** Where a label map has `value` as a mask, 0 or 1, cut to `box`. */
export function cutMask(labels: Uint8Array, [ni, nj]: Vec3, value: number, box: VoxelBox): LabelBlock {
  const [bi, bj, bk] = boxShape(box);
  const voxels = new Uint8Array(bi * bj * bk);
  for (let k = 0, to = 0; k < bk; k++)
    for (let j = 0; j < bj; j++) {
      const from = ((box.start[2] + k) * nj + box.start[1] + j) * ni + box.start[0];
      for (let i = 0; i < bi; i++, to++) if (labels[from + i] === value) voxels[to] = 1;
    }
  return { box, voxels };
}

/** A segment as a mask, 0 or 1, cut to `box`. */
export function cutSegment({ labels, shapeIjk, value }: Segment, box: VoxelBox): LabelBlock {
  return cutMask(labels, shapeIjk, value, box);
}

/** What makes a segment the mask that a block holds, inside of its box: others give way unless they are locked. */
export function segmentPatch(segment: Segment, { box, voxels }: LabelBlock): LabelPatch {
  const { labels, shapeIjk, value, lockedValues = [] } = segment;
  const [ni, nj] = shapeIjk;
  const isLocked = new Uint8Array(256);
  for (const locked of lockedValues) isLocked[locked] = 1;
  const builder = new PatchBuilder();
  if (isLocked[value] === 1) return builder.build();
  const [bi, bj, bk] = boxShape(box);
  const row = new Uint8Array(bi);
  for (let k = 0, from = 0; k < bk; k++)
    for (let j = 0; j < bj; j++) {
      const offset = ((box.start[2] + k) * nj + box.start[1] + j) * ni + box.start[0];
      for (let i = 0; i < bi; i++, from++) {
        const label = labels[offset + i];
        if (voxels[from] === 0) row[i] = label === value ? 0 : label;
        else row[i] = isLocked[label] === 1 ? label : value;
      }
      builder.addDifferences(offset, bi, labels, offset, row, 0);
    }
  return builder.build();
}

/** The patch that changes nothing. */
export function emptyPatch(): LabelPatch {
  return new PatchBuilder().build();
}
