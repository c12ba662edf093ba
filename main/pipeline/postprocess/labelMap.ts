import type { LabelBlock } from '../../contract/labels.ts';
import type { Vec3, VoxelBox } from '../../contract/geometry.ts';
import type { Recipe } from '../../contract/recipe.ts';
import { cutBlock, emptyBlock } from '../../labels/block.ts';
import { labelExtents, maskOfLabels } from '../../labels/labelExtents.ts';
import { keepLargestComponent } from '../../labels/largestComponent.ts';
import { boxShape } from '../../volume/reorient.ts';

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
