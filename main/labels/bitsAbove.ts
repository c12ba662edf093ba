import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import { emptyRows, type BitRows } from './bitRows.ts';
import { endOfOnes, firstOne, hasOnes } from './bits.ts';

/** The voxels whose value is above `threshold`; shape [i, j, k], i fastest. */
export function bitsAbove(values: Float32Array, shapeIjk: Vec3, threshold: number): BitRows {
  const [ni, nj, nk] = shapeIjk;
  const rows = emptyRows(shapeIjk);
  const signs = new Int32Array(values.buffer, values.byteOffset, values.length);
  for (let row = 0; row < nj * nk; row++)
    markAbove(values, signs, row * ni, ni, threshold, rows.words, row * rows.perRow);
  return rows;
}

/**
 * Sets the bits of one row. A function of its own, as the other rows' work is: V8 compiles it once it was called often, where
 * it would compile a long loop in its midst and lose that at the loop's end.
 */
function markAbove(
  values: Float32Array,
  signs: Int32Array,
  first: number,
  count: number,
  threshold: number,
  words: Int32Array,
  out: number,
): void {
  for (let n = 0; n < count; n += 8) {
    // Most of what a network gives is below 0, which eight sign bits tell at once.
    if (threshold >= 0 && n + 8 <= count && allNegative(signs, first + n)) continue;
    const end = Math.min(n + 8, count);
    for (let m = n; m < end; m++) if (values[first + m] > threshold) words[out + (m >> 5)] |= 1 << m;
  }
}

function allNegative(signs: Int32Array, at: number): boolean {
  return (
    (signs[at] &
      signs[at + 1] &
      signs[at + 2] &
      signs[at + 3] &
      signs[at + 4] &
      signs[at + 5] &
      signs[at + 6] &
      signs[at + 7]) <
    0
  );
}

/** Row by row (j + nj * k) the part [first, end) along i that holds all that is set: [ni, 0) where nothing is. */
export interface Spans {
  readonly first: Int32Array;
  readonly end: Int32Array;
}

/** @param ni voxels of a row */
export function spansOf({ words, perRow, nj, nk }: BitRows, ni: number): Spans {
  const first = new Int32Array(nj * nk).fill(ni);
  const end = new Int32Array(nj * nk);
  for (let row = 0, at = 0; row < nj * nk; row++, at += perRow) {
    if (!hasOnes(words, at, perRow)) continue;
    first[row] = firstOne(words, at);
    end[row] = endOfOnes(words, at, perRow);
  }
  return { first, end };
}

/** The smallest box that holds all spans; undefined where there are none. */
export function spansBox({ first, end }: Spans, [ci, cj, ck]: Vec3): VoxelBox | undefined {
  const start: [number, number, number] = [ci, cj, ck];
  const stop: [number, number, number] = [0, 0, 0];
  for (let k = 0, row = 0; k < ck; k++)
    for (let j = 0; j < cj; j++, row++) {
      if (first[row] >= end[row]) continue;
      start[0] = Math.min(start[0], first[row]);
      start[1] = Math.min(start[1], j);
      start[2] = Math.min(start[2], k);
      stop[0] = Math.max(stop[0], end[row]);
      stop[1] = Math.max(stop[1], j + 1);
      stop[2] = k + 1;
    }
  return stop[2] === 0 ? undefined : { start, end: stop };
}
