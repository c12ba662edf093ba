import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import { boxShape } from '../volume/reorient.ts';

/** A mask with a bit a voxel: rows along i of `perRow` 32-bit words each, bit 0 of word 0 first. */
export interface BitRows {
  readonly words: Int32Array;
  readonly perRow: number;
  /** Rows along j and k. */
  readonly nj: number;
  readonly nk: number;
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
  const perRow = (bi + 31) >> 5;
  const words = new Int32Array(perRow * (bj * bk + 1));
  const fours = new Int32Array(mask.buffer, 0, mask.buffer.byteLength >> 2);
  for (let k = 0, out = 0; k < bk; k++)
    for (let j = 0; j < bj; j++, out += perRow) {
      const first = ((box.start[2] + k) * nj + box.start[1] + j) * ni + box.start[0];
      const inBuffer = mask.byteOffset + first;
      const shift = (inBuffer & 3) * 8;
      // An unaligned four is put together from two, of which the second must be there.
      const whole = Math.min(bi >> 2, fours.length - (inBuffer >> 2) - (shift === 0 ? 0 : 1));
      let word = 0;
      for (let n = 0, from = inBuffer >> 2; n < whole; n++, from++) {
        const four = shift === 0 ? fours[from] : (fours[from] >>> shift) | (fours[from + 1] << (32 - shift));
        word |= nonZeroBytes(four) << ((n & 7) * 4);
        if ((n & 7) < 7 && n + 1 < whole) continue;
        words[out + (n >> 3)] = word;
        word = 0;
      }
      for (let i = Math.max(0, whole) * 4; i < bi; i++)
        if (mask[first + i] !== 0) words[out + (i >> 5)] |= 1 << (i & 31);
    }
  return { words, perRow, nj: bj, nk: bk };
}

/** Bit n of the result: whether byte n of the word is other than 0. */
function nonZeroBytes(four: number): number {
  const flags = (((four & 0x7f7f7f7f) + 0x7f7f7f7f) | four) & 0x80808080;
  // The factor brings the flags (now bits 0, 8, 16, 24) to bits 28 to 31; no two products meet.
  return Math.imul(flags >>> 7, 0x10204080) >>> 28;
}
