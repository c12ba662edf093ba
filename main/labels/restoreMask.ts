import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import { boxShape } from '../volume/reorient.ts';
import { emptyRows, type BitRows } from './bitRows.ts';
import { spansBox, type Spans } from './bitsAbove.ts';

/** A mask by bits: `rows` are those of its box. */
export interface BitBlock {
  readonly box: VoxelBox;
  readonly rows: BitRows;
}

/**
 * Resamples the logit difference of a network's grid to the crop that it came from, trilinearly with half-pixel centres
 * (torch's interpolate, align_corners=False), and keeps what is above `threshold`.
 *
 * Only rows that have a value above the threshold at one of their corners are evaluated, and of these only the part that
 * can be positive: an interpolated value never exceeds its corners.
 *
 * @param logitDiff logit[1] - logit[0], shape [i, j, k], i fastest
 * @param cropShapeIjk the crop's shape along the same axes
 * @param positive where the logit difference is above the threshold
 * @returns the mask and its box in voxels of the crop; the box may be wider than the mask
 */
export function restoreMask(
  logitDiff: Float32Array,
  networkShapeIjk: Vec3,
  cropShapeIjk: Vec3,
  threshold: number,
  positive: Spans,
): BitBlock {
  const [alongI, alongJ, alongK] = [0, 1, 2].map((a) => interpolation(networkShapeIjk[a], cropShapeIjk[a]));
  const spans = cropSpans(positive, networkShapeIjk, cropShapeIjk, [alongI, alongJ, alongK]);
  const box = spansBox(spans, cropShapeIjk) ?? { start: [0, 0, 0], end: [0, 0, 0] };
  const rows = emptyRows(boxShape(box));
  const { words, perRow } = rows;
  const [ni, nj] = networkShapeIjk;
  const line = new Float32Array(ni);
  for (let k = box.start[2], out = 0; k < box.end[2]; k++) {
    const wk = alongK.weight[k];
    const below = alongK.lower[k] * nj;
    const above = alongK.upper[k] * nj;
    for (let j = box.start[1]; j < box.end[1]; j++, out += perRow) {
      const row = k * cropShapeIjk[1] + j;
      const first = spans.first[row];
      const end = spans.end[row];
      if (first >= end) continue;

      // The order of torch's sums (last axis first) keeps voxels at the threshold on its side.
      const wj = alongJ.weight[j];
      const a = (below + alongJ.lower[j]) * ni;
      const b = (above + alongJ.lower[j]) * ni;
      const c = (below + alongJ.upper[j]) * ni;
      const d = (above + alongJ.upper[j]) * ni;
      const lastTap = alongI.upper[end - 1];
      for (let n = alongI.lower[first]; n <= lastTap; n++) {
        const near = logitDiff[a + n] * (1 - wk) + logitDiff[b + n] * wk;
        const far = logitDiff[c + n] * (1 - wk) + logitDiff[d + n] * wk;
        line[n] = near * (1 - wj) + far * wj;
      }
      for (let i = first, n = first - box.start[0]; i < end; i++, n++) {
        const wi = alongI.weight[i];
        const value = line[alongI.lower[i]] * (1 - wi) + line[alongI.upper[i]] * wi;
        if (value > threshold) words[out + (n >> 5)] |= 1 << n;
      }
    }
  }
  return { box, rows };
}

/** For each output sample of an axis: the two input samples around it and the weight of the upper one. */
export interface Interpolation {
  readonly lower: Int32Array;
  readonly upper: Int32Array;
  readonly weight: Float32Array;
}

/** torch's source index: max(0, (n + 0.5) * size / outputSize - 0.5), in float32. */
export function interpolation(size: number, outputSize: number): Interpolation {
  const lower = new Int32Array(outputSize);
  const upper = new Int32Array(outputSize);
  const weight = new Float32Array(outputSize);
  const scale = Math.fround(size / outputSize);
  for (let n = 0; n < outputSize; n++) {
    const source = Math.max(0, Math.fround(Math.fround(scale * (n + 0.5)) - 0.5));
    lower[n] = Math.min(Math.floor(source), size - 1);
    weight[n] = Math.min(source - lower[n], 1);
    upper[n] = weight[n] > 0 ? Math.min(lower[n] + 1, size - 1) : lower[n];
  }
  return { lower, upper, weight };
}

/** The spans of the crop's rows outside of which no sample has a positive corner. */
function cropSpans(
  network: Spans,
  [ni, nj]: Vec3,
  [ci, cj, ck]: Vec3,
  [alongI, alongJ, alongK]: readonly Interpolation[],
): Spans {
  // firstSample[n]: the first output sample that network sample n or a later one has a part in; endSample[n] likewise.
  const firstSample = new Int32Array(ni + 1).fill(ci);
  const endSample = new Int32Array(ni + 1);
  for (let i = ci - 1; i >= 0; i--) firstSample[alongI.upper[i]] = i;
  for (let n = ni - 1; n >= 0; n--) firstSample[n] = Math.min(firstSample[n], firstSample[n + 1]);
  for (let i = 0; i < ci; i++) endSample[alongI.lower[i] + 1] = i + 1;
  for (let n = 1; n <= ni; n++) endSample[n] = Math.max(endSample[n], endSample[n - 1]);

  const first = new Int32Array(cj * ck).fill(ci);
  const end = new Int32Array(cj * ck);
  for (let k = 0, row = 0; k < ck; k++)
    for (let j = 0; j < cj; j++, row++) {
      const a = alongK.lower[k] * nj + alongJ.lower[j];
      const b = alongK.lower[k] * nj + alongJ.upper[j];
      const c = alongK.upper[k] * nj + alongJ.lower[j];
      const d = alongK.upper[k] * nj + alongJ.upper[j];
      const from = Math.min(network.first[a], network.first[b], network.first[c], network.first[d]);
      const to = Math.max(network.end[a], network.end[b], network.end[c], network.end[d]);
      if (from >= to) continue;
      first[row] = firstSample[from];
      end[row] = endSample[to];
    }
  return { first, end };
}
