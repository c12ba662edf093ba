import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import { emptyRows, type BitRows } from './bitRows.ts';
import { onesBetween } from './bits.ts';

/** The voxels whose value is above `threshold`; shape [i, j, k], i fastest. */
export function bitsAbove(values: Float32Array, shapeIjk: Vec3, threshold: number): BitRows {
  const [ni, nj, nk] = shapeIjk;
  const rows = emptyRows(shapeIjk);
  const { words, perRow } = rows;
  const signs = new Int32Array(values.buffer, values.byteOffset, values.length);
  // Most of what a network gives is below 0, which eight sign bits tell at once.
  const skipsNegative = threshold >= 0;
  for (let row = 0, at = 0, out = 0; row < nj * nk; row++, out += perRow) {
    const first = at;
    const end = first + ni;
    while (at < end) {
      const isNegative =
        skipsNegative &&
        at + 8 <= end &&
        (signs[at] &
          signs[at + 1] &
          signs[at + 2] &
          signs[at + 3] &
          signs[at + 4] &
          signs[at + 5] &
          signs[at + 6] &
          signs[at + 7]) <
          0;
      if (!isNegative)
        for (let n = at; n < end && n < at + 8; n++)
          if (values[n] > threshold) words[out + ((n - first) >> 5)] |= 1 << (n - first);
      at = Math.min(at + 8, end);
    }
  }
  return rows;
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
    let any = 0;
    for (let w = 0; w < perRow; w++) any |= words[at + w];
    if (any !== 0) [first[row], end[row]] = onesBetween(words.subarray(at, at + perRow));
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
