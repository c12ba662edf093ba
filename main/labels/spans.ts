import type { LabelBlock } from '../contract/labels.ts';
import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import { emptyBlock } from './block.ts';

/** Row by row (j + nj * k) the part [first, end) along i outside of which nothing is above a threshold. */
export interface Spans {
  readonly first: Int32Array;
  readonly end: Int32Array;
}

/** The spans of the values above `threshold`; shape [i, j, k], i fastest. */
export function spansAbove(values: Float32Array, [ni, nj, nk]: Vec3, threshold: number): Spans {
  const first = new Int32Array(nj * nk).fill(ni);
  const end = new Int32Array(nj * nk);
  for (let row = 0; row < nj * nk; row++) {
    const origin = row * ni;
    let i = 0;
    while (i < ni && !(values[origin + i] > threshold)) i++;
    if (i === ni) continue;
    first[row] = i;
    let last = ni - 1;
    while (!(values[origin + last] > threshold)) last--;
    end[row] = last + 1;
  }
  return { first, end };
}

/** The mask (0 or 1) of the values above `threshold`, cut to the box of their spans. */
export function maskAbove(values: Float32Array, shapeIjk: Vec3, threshold: number, spans: Spans): LabelBlock {
  const box = spansBox(spans, shapeIjk);
  if (box === undefined) return emptyBlock();
  const [ni, nj] = shapeIjk;
  const bi = box.end[0] - box.start[0];
  const voxels = new Uint8Array(bi * (box.end[1] - box.start[1]) * (box.end[2] - box.start[2]));
  for (let k = box.start[2], to = -box.start[0]; k < box.end[2]; k++)
    for (let j = box.start[1]; j < box.end[1]; j++, to += bi) {
      const row = k * nj + j;
      const from = row * ni;
      for (let i = spans.first[row]; i < spans.end[row]; i++)
        if (values[from + i] > threshold) voxels[to + i] = 1;
    }
  return { box, voxels };
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
