import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import type { LabelPatch } from '../contract/patch.ts';
import { PatchBuilder } from './patchBuilder.ts';

/**
 * What turns the label map `before` into `after`, both of shape [i, j, k], i fastest, where they differ inside `box` only.
 * Linear in the box.
 */
export function diffPatch(
  before: Uint8Array,
  after: Uint8Array,
  { start, end }: VoxelBox,
  [ni, nj]: Vec3,
): LabelPatch {
  const builder = new PatchBuilder();
  for (let k = start[2]; k < end[2]; k++)
    for (let j = start[1]; j < end[1]; j++) {
      const row = (k * nj + j) * ni + start[0];
      builder.addDifferences(row, end[0] - start[0], before, row, after, row);
    }
  return builder.build();
}

/** What turns a label map of zeros into `labels` (shape [i, j, k], i fastest), all of which lie in `box`. */
export function patchFromEmpty(labels: Uint8Array, [ni, nj]: Vec3, { start, end }: VoxelBox): LabelPatch {
  const builder = new PatchBuilder();
  for (let k = start[2]; k < end[2]; k++)
    for (let j = start[1]; j < end[1]; j++) {
      const row = (k * nj + j) * ni;
      for (let n = row + start[0]; n < row + end[0];) {
        const value = labels[n];
        const from = n++;
        while (n < row + end[0] && labels[n] === value) n++;
        builder.add(from, n - from, 0, value);
      }
    }
  return builder.build();
}

const SHORT_RUN = 16;

/** Carries a patch out, in place. Throws, and changes nothing, where the label map is not what it was made for. */
export function applyPatch(labels: Uint8Array, { runs, before, after }: LabelPatch): void {
  for (let n = 0; n < before.length; n++) {
    const end = runs[2 * n] + runs[2 * n + 1];
    let at = runs[2 * n];
    while (at < end && labels[at] === before[n]) at++;
    if (at < end) throw new Error(`A patch does not fit: voxel ${at} is ${labels[at]} and not ${before[n]}.`);
  }
  for (let n = 0; n < after.length; n++) {
    const start = runs[2 * n];
    const end = start + runs[2 * n + 1];
    // A call of fill takes as long as some voxels.
    if (end - start > SHORT_RUN) labels.fill(after[n], start, end);
    else for (let at = start; at < end; at++) labels[at] = after[n];
  }
}

/** Takes a patch back, in place. Throws, and changes nothing, where the label map is not what the patch made of it. */
export function revertPatch(labels: Uint8Array, patch: LabelPatch): void {
  applyPatch(labels, invertPatch(patch));
}

/** The patch that takes another back; shares its memory. */
export function invertPatch({ runs, before, after }: LabelPatch): LabelPatch {
  return { runs, before: after, after: before };
}

/** The smallest box that holds every changed voxel of a label map of shape [i, j, k]; undefined where none is. */
export function patchBox({ runs }: LabelPatch, [ni, nj]: Vec3): VoxelBox | undefined {
  if (runs.length === 0) return undefined;
  let [firstI, endI, firstJ, endJ] = [ni, 0, nj, 0];
  for (let n = 0; n < runs.length; n += 2) {
    const last = runs[n] + runs[n + 1] - 1;
    const row = Math.floor(runs[n] / ni);
    const lastRow = Math.floor(last / ni);
    // A run that goes on in the next row, or slice, spans all of that axis.
    const isOneRow = row === lastRow;
    const isOneSlice = Math.floor(row / nj) === Math.floor(lastRow / nj);
    firstI = Math.min(firstI, isOneRow ? runs[n] % ni : 0);
    endI = Math.max(endI, isOneRow ? (last % ni) + 1 : ni);
    firstJ = Math.min(firstJ, isOneSlice ? row % nj : 0);
    endJ = Math.max(endJ, isOneSlice ? (lastRow % nj) + 1 : nj);
  }
  const slice = ni * nj;
  const last = runs[runs.length - 2] + runs[runs.length - 1] - 1;
  return {
    start: [firstI, firstJ, Math.floor(runs[0] / slice)],
    end: [endI, endJ, Math.floor(last / slice) + 1],
  };
}

/** How many voxels a patch changes. */
export function patchVoxels({ runs }: LabelPatch): number {
  let sum = 0;
  for (let n = 1; n < runs.length; n += 2) sum += runs[n];
  return sum;
}
