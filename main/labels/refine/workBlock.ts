import type { LabelBlock } from '../../contract/labels.ts';
import type { Vec3, VoxelBox } from '../../contract/geometry.ts';
import { boxShape } from '../../volume/reorient.ts';

/** The logit difference (logit[1] - logit[0]) in a box of the scan: i fastest. */
export interface LogitBlock {
  readonly box: VoxelBox;
  readonly values: Float32Array;
}

/** What a refinement looks at: a mask's box and its surroundings, all arrays of one shape, i fastest. */
export interface WorkBlock {
  readonly box: VoxelBox;
  readonly shapeIjk: Vec3;
  /** 0 or 1 */
  readonly mask: Uint8Array;
  readonly hu: Float32Array;
  /** NaN where the network did not look. */
  readonly logits: Float32Array | undefined;
}

/** A box made larger by `marginMm` on every side, as far as the grid goes. */
export function boxWithMargin(
  { start, end }: VoxelBox,
  shapeIjk: Vec3,
  spacingMm: Vec3,
  marginMm: number,
): VoxelBox {
  const voxels = spacingMm.map((mm) => Math.ceil(marginMm / mm));
  const low = (axis: number) => Math.max(0, start[axis] - voxels[axis]);
  const high = (axis: number) => Math.min(shapeIjk[axis], end[axis] + voxels[axis]);
  return { start: [low(0), low(1), low(2)], end: [high(0), high(1), high(2)] };
}

/** Copies what lies in `box` of the scan. */
export function cutWorkBlock(
  box: VoxelBox,
  block: LabelBlock,
  voxelsHu: Int16Array | Float32Array,
  shapeIjk: Vec3,
  logitDifference?: LogitBlock,
): WorkBlock {
  const shape = boxShape(box);
  const count = shape[0] * shape[1] * shape[2];
  const hu = new Float32Array(count);
  copyOverlap(voxelsHu, { start: [0, 0, 0], end: shapeIjk }, hu, box);
  const mask = new Uint8Array(count);
  copyOverlap(block.voxels, block.box, mask, box);
  for (let n = 0; n < count; n++) if (mask[n] !== 0) mask[n] = 1;
  const logits = logitDifference && new Float32Array(count).fill(NaN);
  if (logits) copyOverlap(logitDifference.values, logitDifference.box, logits, box);
  return { box, shapeIjk: shape, mask, hu, logits };
}

/** Copies the part of one box that lies in another, row by row. */
function copyOverlap(
  from: Int16Array | Float32Array | Uint8Array,
  fromBox: VoxelBox,
  to: Float32Array | Uint8Array,
  toBox: VoxelBox,
): void {
  const [start, end] = [0, 1, 2].reduce<[number[], number[]]>(
    ([starts, ends], axis) => [
      [...starts, Math.max(fromBox.start[axis], toBox.start[axis])],
      [...ends, Math.min(fromBox.end[axis], toBox.end[axis])],
    ],
    [[], []],
  );
  if (start[0] >= end[0]) return;
  const offset = (box: VoxelBox, j: number, k: number) => {
    const [ni, nj] = boxShape(box);
    return ((k - box.start[2]) * nj + j - box.start[1]) * ni + start[0] - box.start[0];
  };
  const length = end[0] - start[0];
  for (let k = start[2]; k < end[2]; k++)
    for (let j = start[1]; j < end[1]; j++) {
      const first = offset(fromBox, j, k);
      to.set(from.subarray(first, first + length), offset(toBox, j, k));
    }
}
