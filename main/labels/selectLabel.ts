import type { LabelBlock } from '../contract/labels.ts';

/** The voxels that carry `value`, as a mask of ones in the same box. */
export function selectLabel({ box, voxels }: LabelBlock, value: number): LabelBlock {
  return { box, voxels: voxels.map((label) => (label === value ? 1 : 0)) };
}
