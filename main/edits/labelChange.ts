import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import type { LabelChange, LabelPatch } from '../contract/patch.ts';
import { applyBits, patchOfBits } from './bitPatch.ts';
import { applyPatch, patchBox } from './patch.ts';

/** Carries an edit out, in place. Throws, and changes nothing, where the label map is not what it was made for. */
export function applyChange(labels: Uint8Array, change: LabelChange): void {
  if ('runs' in change) applyPatch(labels, change);
  else applyBits(labels, change);
}

/** An edit as runs. */
export function toPatch(change: LabelChange): LabelPatch {
  return 'runs' in change ? change : patchOfBits(change);
}

/** The smallest box that holds every changed voxel of a label map of shape [i, j, k]; undefined where none is. */
export function changeBox(change: LabelChange, shapeIjk: Vec3): VoxelBox | undefined {
  return 'runs' in change ? patchBox(change, shapeIjk) : change.box;
}

/** The values that voxels lose (`before`) or get (`after`), each once. */
export function changeValues(change: LabelChange, side: 'before' | 'after'): Set<number> {
  if (!('runs' in change)) return new Set(change.kinds.map((kind) => kind[side]));
  const values = change[side];
  const occurs = new Uint8Array(256);
  for (let n = 0; n < values.length; n++) occurs[values[n]] = 1;
  return new Set([...occurs.keys()].filter((value) => occurs[value] === 1));
}
