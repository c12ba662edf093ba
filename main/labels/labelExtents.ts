import type { LabelBlock } from '../contract/labels.ts';
import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import { cutBlock } from './block.ts';

/** The voxels of one label in the box that holds them. */
export interface LabelExtent {
  readonly value: number;
  readonly voxels: number;
  readonly box: VoxelBox;
}

/** Which labels a map holds, how many voxels and where, by value. @param labels i fastest */
export function labelExtents(labels: Uint8Array, [ni, nj, nk]: Vec3): LabelExtent[] {
  const counts = new Uint32Array(256);
  const [low, high] = [new Int32Array(256 * 3).fill(2 ** 31 - 1), new Int32Array(256 * 3).fill(-1)];
  for (let k = 0, n = 0; k < nk; k++)
    for (let j = 0; j < nj; j++)
      for (let i = 0; i < ni; i++, n++) {
        const value = labels[n];
        if (value === 0) continue;
        counts[value]++;
        const at = 3 * value;
        if (i < low[at]) low[at] = i;
        if (i > high[at]) high[at] = i;
        if (j < low[at + 1]) low[at + 1] = j;
        if (j > high[at + 1]) high[at + 1] = j;
        if (k < low[at + 2]) low[at + 2] = k;
        high[at + 2] = k;
      }
  const corner = (of: Int32Array, value: number, more: number): Vec3 => {
    const at = 3 * value;
    return [of[at] + more, of[at + 1] + more, of[at + 2] + more];
  };
  return [...counts.keys()]
    .filter((value) => counts[value] > 0)
    .map((value) => ({
      value,
      voxels: counts[value],
      box: { start: corner(low, value, 0), end: corner(high, value, 1) },
    }));
}

/** The mask (0 or 1) of one label, or of several, cut to a box. */
export function maskOfLabels(
  labels: Uint8Array,
  shapeIjk: Vec3,
  box: VoxelBox,
  isMeant: (value: number) => boolean,
): LabelBlock {
  const cut = cutBlock(labels, shapeIjk, box);
  const meant = Uint8Array.from({ length: 256 }, (_, value) => (value > 0 && isMeant(value) ? 1 : 0));
  for (let n = 0; n < cut.voxels.length; n++) cut.voxels[n] = meant[cut.voxels[n]];
  return cut;
}
