import type { LabelBlock } from '../contract/labels.ts';
import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import { boxShape } from '../volume/reorient.ts';
import { emptyRows, packBits, rowOffset, unpackBits, type BitRows } from './bitRows.ts';
import { wholeBox } from './block.ts';

/**
 * A mask minus its 3x3x3 erosion: the shell one voxel thick that MONAI's LabelToContour makes of a mask. What lies
 * outside of the volume is background, so that voxels at its border belong to the contour.
 *
 * @param mask 0 or not, shape [i, j, k], i fastest; all of it lies in `box`
 * @returns the contour, 0 or 1, cut to `box`
 */
export function contourOf(mask: Uint8Array, shapeIjk: Vec3, box: VoxelBox = wholeBox(shapeIjk)): LabelBlock {
  const all = wholeBox(boxShape(box));
  return { box, voxels: unpackBits(contourRows(packBits(mask, shapeIjk, box), all), all) };
}

/**
 * The same of a mask by bits, outside of which is background.
 *
 * @param box holds every bit
 */
export function contourRows(rows: BitRows, box: VoxelBox): BitRows {
  const contour = emptyRows([32 * rows.perRow, rows.nj, rows.nk]);
  const surrounded = new Int32Array(rows.perRow);
  for (let k = box.start[2]; k < box.end[2]; k++)
    for (let j = box.start[1]; j < box.end[1]; j++) {
      andOfNineRows(rows, j, k, surrounded);
      markShell(rows.words, rowOffset(rows, j, k), surrounded, contour.words);
    }
  return contour;
}

/** The voxels of a row that are not surrounded along i too. */
function markShell(words: Int32Array, row: number, surrounded: Int32Array, contour: Int32Array): void {
  const perRow = surrounded.length;
  for (let w = 0; w < perRow; w++) {
    const before = (surrounded[w] << 1) | (w > 0 ? surrounded[w - 1] >>> 31 : 0);
    const after = (surrounded[w] >>> 1) | (w + 1 < perRow ? surrounded[w + 1] << 31 : 0);
    contour[row + w] = words[row + w] & ~(before & surrounded[w] & after);
  }
}

/** Where row (j, k) and the eight rows around it are all set. */
function andOfNineRows(rows: BitRows, j: number, k: number, result: Int32Array): void {
  result.fill(-1);
  for (let dk = -1; dk <= 1; dk++)
    for (let dj = -1; dj <= 1; dj++) andRow(result, rows.words, rowOffset(rows, j + dj, k + dk));
}

function andRow(result: Int32Array, words: Int32Array, row: number): void {
  for (let w = 0; w < result.length; w++) result[w] &= words[row + w];
}
