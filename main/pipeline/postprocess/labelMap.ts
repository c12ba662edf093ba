import type { LabelBlock } from '../../contract/engine.ts';
import type { Vec3, VoxelBox } from '../../contract/geometry.ts';
import type { Recipe } from '../../contract/recipe.ts';
import { cutBlock, emptyBlock, shiftBox } from '../../labels/block.ts';
import { contourOf } from '../../labels/contour.ts';
import { keepLargestComponent } from '../../labels/largestComponent.ts';
import { boxShape } from '../../volume/reorient.ts';

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

/** The smallest box that holds all of some boxes; undefined where there are none. */
export function unionBox(boxes: readonly VoxelBox[]): VoxelBox | undefined {
  if (boxes.length === 0) return undefined;
  const each = (of: 'start' | 'end', pick: (...n: number[]) => number): Vec3 => {
    const along = (axis: number) => pick(...boxes.map((box) => box[of][axis]));
    return [along(0), along(1), along(2)];
  };
  return { start: each('start', Math.min), end: each('end', Math.max) };
}

/** A label map cut to the box that holds its labels. */
export function tightLabels(labels: Uint8Array, shapeIjk: Vec3): LabelBlock {
  const box = unionBox(labelExtents(labels, shapeIjk).map((extent) => extent.box));
  return box ? cutBlock(labels, shapeIjk, box) : emptyBlock();
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

/** MONAI's KeepLargestConnectedComponent on a label map, in place: of each label, or of the labels as one. */
export function keepLargestOfLabels(
  labels: Uint8Array,
  shapeIjk: Vec3,
  { labels: chosen, together, connectivity }: NonNullable<Recipe['keepLargest']>,
): void {
  const extents = labelExtents(labels, shapeIjk).filter(({ value }) => chosen?.includes(value) ?? true);
  const groups = together ? [extents] : extents.map((extent) => [extent]);
  for (const group of groups) {
    const box = unionBox(group.map((extent) => extent.box));
    if (!box) continue;
    const values = new Set(group.map(({ value }) => value));
    const kept = maskOfLabels(labels, shapeIjk, box, (value) => values.has(value));
    keepLargestComponent(kept.voxels, boxShape(box), connectivity);
    clearOutside(labels, shapeIjk, kept, values);
  }
}

/** Clears the voxels of these labels that a mask does not hold. */
function clearOutside(labels: Uint8Array, [ni, nj]: Vec3, kept: LabelBlock, values: Set<number>): void {
  const [bi, bj, bk] = boxShape(kept.box);
  const { start } = kept.box;
  for (let k = 0, n = 0; k < bk; k++)
    for (let j = 0; j < bj; j++) {
      const row = ((start[2] + k) * nj + start[1] + j) * ni + start[0];
      for (let i = 0; i < bi; i++, n++)
        if (kept.voxels[n] === 0 && values.has(labels[row + i])) labels[row + i] = 0;
    }
}

/** The contour of every label of a block, each with its label's value: what of a label touches anything else. */
export function labelContours({ box, voxels }: LabelBlock): LabelBlock {
  if (voxels.length === 0) return emptyBlock();
  const shape = boxShape(box);
  const contours = new Uint8Array(voxels.length);
  for (const extent of labelExtents(voxels, shape)) {
    const mask = maskOfLabels(voxels, shape, extent.box, (value) => value === extent.value);
    const contour = contourOf(mask.voxels, boxShape(extent.box));
    addBlock(contours, shape, shiftBox(contour.box, extent.box.start), contour.voxels, extent.value);
  }
  return { box, voxels: contours };
}

function addBlock(into: Uint8Array, [ni, nj]: Vec3, box: VoxelBox, mask: Uint8Array, value: number): void {
  const [bi, bj, bk] = boxShape(box);
  for (let k = 0, n = 0; k < bk; k++)
    for (let j = 0; j < bj; j++) {
      const row = ((box.start[2] + k) * nj + box.start[1] + j) * ni + box.start[0];
      for (let i = 0; i < bi; i++, n++) if (mask[n] !== 0) into[row + i] = value;
    }
}
