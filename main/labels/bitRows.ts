import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import { boxShape, strides, type Arrangement } from '../volume/reorient.ts';
import { bitCount, endOfOnes, firstOne, hasOnes, lowestBit } from './bits.ts';

/** A mask with a bit a voxel: rows along i of `perRow` 32-bit words each, bit 0 of word 0 first. */
export interface BitRows {
  readonly words: Int32Array;
  readonly perRow: number;
  /** Rows along j and k. */
  readonly nj: number;
  readonly nk: number;
}

/** Rows of `shapeIjk` without any bit set. */
export function emptyRows([ni, nj, nk]: Vec3): BitRows {
  const perRow = (ni + 31) >> 5;
  // One row more than there is: the zeros of `rowOffset`.
  return { words: new Int32Array(perRow * (nj * nk + 1)), perRow, nj, nk };
}

/** Where row (j, k) begins in `words`; outside of the volume that is a row of zeros. */
export function rowOffset({ perRow, nj, nk }: BitRows, j: number, k: number): number {
  return (j >= 0 && j < nj && k >= 0 && k < nk ? k * nj + j : nj * nk) * perRow;
}

/**
 * The voxels of `box` that are not 0. Reads four voxels at a time, at any alignment.
 *
 * @param mask shape [i, j, k], i fastest
 */
export function packBits(mask: Uint8Array, [ni, nj]: Vec3, box: VoxelBox): BitRows {
  const [bi, bj, bk] = boxShape(box);
  const rows = emptyRows([bi, bj, bk]);
  const { words, perRow } = rows;
  const { byteOffset } = mask;
  const bufferLength = mask.buffer.byteLength;
  const fours = new Int32Array(mask.buffer, 0, mask.buffer.byteLength >> 2);
  for (let k = 0, out = 0; k < bk; k++)
    for (let j = 0; j < bj; j++, out += perRow) {
      const first = ((box.start[2] + k) * nj + box.start[1] + j) * ni + box.start[0];
      for (let i = 0; i < bi; i += 32) {
        const at = first + i;
        const inBuffer = byteOffset + at;
        if (i + 32 <= bi && inBuffer + 36 <= bufferLength)
          words[out + (i >> 5)] = packWord(fours, inBuffer >> 2, (inBuffer & 3) * 8);
        else
          for (let n = 0; n < bi - i && n < 32; n++) if (mask[at + n] !== 0) words[out + (i >> 5)] |= 1 << n;
      }
    }
  return rows;
}

/** 32 voxels from byte `shift / 8` of word `from` on; where that is not 0, each four is put together from two words. */
function packWord(fours: Int32Array, from: number, shift: number): number {
  const isEmpty =
    (fours[from] | fours[from + 1] | fours[from + 2] | fours[from + 3]) === 0 &&
    (fours[from + 4] | fours[from + 5] | fours[from + 6] | fours[from + 7]) === 0 &&
    (shift === 0 || fours[from + 8] === 0);
  if (isEmpty) return 0;
  let word = 0;
  for (let n = 0; n < 8; n++) {
    const four =
      shift === 0 ? fours[from + n] : (fours[from + n] >>> shift) | (fours[from + n + 1] << (32 - shift));
    word |= nonZeroBytes(four) << (4 * n);
  }
  return word;
}

/**
 * The voxels (0 or 1) of `box`, which counts from the rows' first voxel and holds every bit of the rows that it cuts.
 *
 * @param to where the box's voxels go; i fastest if it is left out
 */
export function unpackBits(
  rows: BitRows,
  box: VoxelBox,
  to: Arrangement = { first: 0, stride: strides(boxShape(box)) },
): Uint8Array<ArrayBuffer> {
  const { start, end } = box;
  const [bi, bj, bk] = boxShape(box);
  const [alongI, alongJ, alongK] = to.stride;
  const voxels = new Uint8Array(bi * bj * bk);
  for (let k = start[2]; k < end[2]; k++)
    for (let j = start[1]; j < end[1]; j++) {
      const first = to.first - start[0] * alongI + (j - start[1]) * alongJ + (k - start[2]) * alongK;
      unpackRow(rows, rowOffset(rows, j, k), voxels, first, alongI);
    }
  return voxels;
}

function unpackRow({ words, perRow }: BitRows, row: number, voxels: Uint8Array, first: number, step: number) {
  for (let w = 0; w < perRow; w++)
    for (let rest = words[row + w]; rest !== 0; rest &= rest - 1)
      voxels[first + (32 * w + lowestBit(rest)) * step] = 1;
}

/** The box around the bits that are set, of which one at least is there. */
export function tightBox({ words, perRow, nj, nk }: BitRows): VoxelBox {
  const inColumns = new Int32Array(perRow);
  const inJ = new Uint8Array(nj);
  const inK = new Uint8Array(nk);
  for (let k = 0, at = 0; k < nk; k++)
    for (let j = 0; j < nj; j++, at += perRow) {
      if (!hasOnes(words, at, perRow)) continue;
      for (let w = 0; w < perRow; w++) inColumns[w] |= words[at + w];
      inJ[j] = 1;
      inK[k] = 1;
    }
  return {
    start: [firstOne(inColumns, 0), inJ.indexOf(1), inK.indexOf(1)],
    end: [endOfOnes(inColumns, 0, perRow), inJ.lastIndexOf(1) + 1, inK.lastIndexOf(1) + 1],
  };
}

/** How many voxels are set. */
export function countBits({ words }: BitRows): number {
  let count = 0;
  for (let at = 0; at < words.length; at++) count += bitCount(words[at]);
  return count;
}

/** Bit n of the result: whether byte n of the word is other than 0. */
function nonZeroBytes(four: number): number {
  const flags = (((four & 0x7f7f7f7f) + 0x7f7f7f7f) | four) & 0x80808080;
  // The factor brings the flags (now bits 0, 8, 16, 24) to bits 28 to 31; no two products meet.
  return Math.imul(flags >>> 7, 0x10204080) >>> 28;
}
