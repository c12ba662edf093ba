import type { LabelBlock } from '../contract/labels.ts';
import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import { boxShape } from '../volume/reorient.ts';

/** The box that is all of a grid. */
export function wholeBox(shapeIjk: Vec3): VoxelBox {
  return { start: [0, 0, 0], end: shapeIjk };
}

/** A box moved by `offset` voxels, e.g. from a crop's voxels to those of the scan. */
export function shiftBox({ start, end }: VoxelBox, offset: Vec3): VoxelBox {
  return {
    start: [start[0] + offset[0], start[1] + offset[1], start[2] + offset[2]],
    end: [end[0] + offset[0], end[1] + offset[1], end[2] + offset[2]],
  };
}

/** The block of an empty mask. */
export function emptyBlock(): LabelBlock {
  return { box: { start: [0, 0, 0], end: [0, 0, 0] }, voxels: new Uint8Array(0) };
}

/** Copies `box` out of a mask of `shapeIjk` (i fastest). */
export function cutBlock(mask: Uint8Array, shapeIjk: Vec3, box: VoxelBox): LabelBlock {
  const [ni, nj] = shapeIjk;
  const [bi, bj, bk] = boxShape(box);
  const voxels = new Uint8Array(bi * bj * bk);
  for (let k = 0, to = 0; k < bk; k++)
    for (let j = 0; j < bj; j++, to += bi) {
      const from = ((box.start[2] + k) * nj + box.start[1] + j) * ni + box.start[0];
      voxels.set(mask.subarray(from, from + bi), to);
    }
  return { box, voxels };
}

/** Writes a block into a mask of `shapeIjk` (i fastest), a new one of zeros if none is given, and returns it. */
export function pasteBlock(
  { box, voxels }: LabelBlock,
  shapeIjk: Vec3,
  into = new Uint8Array(shapeIjk[0] * shapeIjk[1] * shapeIjk[2]),
): Uint8Array<ArrayBuffer> {
  const [ni, nj] = shapeIjk;
  const [bi, bj, bk] = boxShape(box);
  for (let k = 0, from = 0; k < bk; k++)
    for (let j = 0; j < bj; j++, from += bi)
      into.set(
        voxels.subarray(from, from + bi),
        ((box.start[2] + k) * nj + box.start[1] + j) * ni + box.start[0],
      );
  return into;
}

/** A block's voxels in another box, background where it does not reach. `box` holds the block's own. */
export function blockInBox({ box: own, voxels }: LabelBlock, box: VoxelBox): LabelBlock {
  const [i, j, k] = box.start;
  return { box, voxels: pasteBlock({ box: shiftBox(own, [-i, -j, -k]), voxels }, boxShape(box)) };
}
