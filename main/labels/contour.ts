import type { LabelBlock } from '../contract/labels.ts';
import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import { boxShape } from '../volume/reorient.ts';
import { packBits, rowOffset, type BitRows } from './bitRows.ts';
import { lowestBit } from './bits.ts';
import { wholeBox } from './block.ts';

/**
 * A mask minus its 3x3x3 erosion: the shell one voxel thick that MONAI's LabelToContour makes of a mask. What lies
 * outside of the volume is background, so that voxels at its border belong to the contour.
 *
 * @param mask 0 or not, shape [i, j, k], i fastest; all of it lies in `box`
 * @returns the contour, 0 or 1, cut to `box`
 */
export function contourOf(mask: Uint8Array, shapeIjk: Vec3, box: VoxelBox = wholeBox(shapeIjk)): LabelBlock {
  const [bi, bj, bk] = boxShape(box);
  const voxels = new Uint8Array(bi * bj * bk);
  const rows = packBits(mask, shapeIjk, box);
  const surrounded = new Int32Array(rows.perRow);
  for (let k = 0, at = 0, out = 0; k < bk; k++)
    for (let j = 0; j < bj; j++, out += bi) {
      andOfNineRows(rows, j, k, surrounded);
      for (let w = 0; w < rows.perRow; w++, at++) {
        const before = (surrounded[w] << 1) | (w > 0 ? surrounded[w - 1] >>> 31 : 0);
        const after = (surrounded[w] >>> 1) | (w + 1 < rows.perRow ? surrounded[w + 1] << 31 : 0);
        const shell = rows.words[at] & ~(before & surrounded[w] & after);
        for (let rest = shell; rest !== 0; rest &= rest - 1) voxels[out + 32 * w + lowestBit(rest)] = 1;
      }
    }
  return { box, voxels };
}

/** Where row (j, k) and the eight rows around it are all set. */
function andOfNineRows(rows: BitRows, j: number, k: number, result: Int32Array) {
  const { words, perRow } = rows;
  result.fill(-1);
  for (let dk = -1; dk <= 1; dk++)
    for (let dj = -1; dj <= 1; dj++) {
      const row = rowOffset(rows, j + dj, k + dk);
      for (let w = 0; w < perRow; w++) result[w] &= words[row + w];
    }
}
