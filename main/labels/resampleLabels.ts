import type { LabelBlock } from '../contract/labels.ts';
import type { Affine, Grid, Vec3, VoxelBox } from '../contract/geometry.ts';
import { applyAffine, invertAffine, multiplyAffines } from '../volume/affine.ts';
import { boxShape } from '../volume/reorient.ts';
import { isEmptyBox, tightBox } from '../edits/box.ts';
import { emptyBlock, wholeBox } from './block.ts';

/** What is nearer to a border of two voxels than this goes to the one that computing without rounding would take. */
const ROUNDING = 1e-6;

/**
 * A label map brought to another grid: each voxel there has the value of the voxel here that its centre lies in, 0 where it
 * lies in none. Grids may be turned, mirrored or oblique to each other.
 *
 * @param labels uint8, on `from`, i fastest
 * @returns the part of `to` that labels can reach, empty where the grids don't meet
 */
export function resampleLabels(labels: Uint8Array, from: Grid, to: Grid): LabelBlock {
  const occupied = tightBox(labels, from.shapeIjk, wholeBox(from.shapeIjk));
  if (isEmptyBox(occupied)) return emptyBlock();
  const toSource = multiplyAffines(invertAffine(from.affineIjkToRas), to.affineIjkToRas);
  const box = reachedBox(occupied, invertAffine(toSource), to.shapeIjk);
  if (!box) return emptyBlock();
  const [bi, bj, bk] = boxShape(box);
  const voxels = new Uint8Array(bi * bj * bk);
  const [ni, nj, nk] = from.shapeIjk;
  const [di, dj, dk] = [toSource[0], toSource[4], toSource[8]];
  for (let k = 0, out = 0; k < bk; k++)
    for (let j = 0; j < bj; j++) {
      const first = applyAffine(toSource, [box.start[0], box.start[1] + j, box.start[2] + k]);
      // By half a voxel more, so that cutting the fraction off rounds.
      const [x, y, z] = first.map((at) => at + 0.5 + ROUNDING);
      for (let i = 0; i < bi; i++, out++) {
        const [si, sj, sk] = [x + i * di, y + i * dj, z + i * dk];
        if (si >= 0 && si < ni && sj >= 0 && sj < nj && sk >= 0 && sk < nk)
          voxels[out] = labels[((sk | 0) * nj + (sj | 0)) * ni + (si | 0)];
      }
    }
  return { box, voxels };
}

/** The voxels of a grid whose centres can lie in a box of another; undefined where there are none. */
function reachedBox({ start, end }: VoxelBox, fromSource: Affine, shapeIjk: Vec3): VoxelBox | undefined {
  const corners = Array.from({ length: 8 }, (_, n) =>
    // Voxels reach half a voxel beyond their centres.
    applyAffine(fromSource, [
      n & 1 ? end[0] - 0.5 : start[0] - 0.5,
      n & 2 ? end[1] - 0.5 : start[1] - 0.5,
      n & 4 ? end[2] - 0.5 : start[2] - 0.5,
    ]),
  );
  const along = (axis: number) => corners.map((corner) => corner[axis]);
  const low = (axis: number) => Math.max(0, Math.ceil(Math.min(...along(axis)) - ROUNDING));
  const high = (axis: number) =>
    Math.min(shapeIjk[axis], Math.floor(Math.max(...along(axis)) + ROUNDING) + 1);
  const box: VoxelBox = { start: [low(0), low(1), low(2)], end: [high(0), high(1), high(2)] };
  return boxShape(box).every((count) => count > 0) ? box : undefined;
}
