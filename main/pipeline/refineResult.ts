import type { LabelBlock } from '../contract/labels.ts';
import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import type { Refinement } from '../contract/report.ts';
import { unionBox } from '../edits/box.ts';
import { blockInBox, cutBlock, emptyBlock, shiftBox } from '../labels/block.ts';
import { labelExtents, maskOfLabels } from '../labels/labelExtents.ts';
import { refineScanMask } from '../labels/refine/refineScanMask.ts';
import type { LogitBlock } from '../labels/refine/workBlock.ts';
import { restoreValues } from '../labels/restoreValues.ts';
import { blockFromRas, boxFromRas, boxShape, boxToRas } from '../volume/reorient.ts';
import type { VoxelGrid } from '../volume/volume.ts';
import type { PreparedInput } from './prepare.ts';

/**
 * Snaps a restored mask to the image's edges as far as the recipe wants it, with the logits that it was cut from.
 */
export function refineResult(
  volume: VoxelGrid,
  mask: LabelBlock,
  logitDiff: Float32Array,
  { strength, shapeIjk }: { readonly strength: number; readonly shapeIjk: Vec3 },
  input: PreparedInput,
): { mask: LabelBlock; refinement: Refinement | undefined } {
  if (strength === 0) return { mask, refinement: undefined };
  const started = performance.now();
  const logitDifference = logitsAround(mask.box, volume.grid.shapeIjk, logitDiff, shapeIjk, input);
  const refined = refineScanMask(volume, mask, { strength, logitDifference });
  const seconds = Math.round(performance.now() - started) / 1000;
  const fromVoxels = mask.voxels.reduce((sum, voxel) => sum + voxel, 0);
  return { mask: refined, refinement: { strength, fromVoxels, seconds } };
}

/**
 * Snaps each label of a map to the image's edges, from the labels alone. A label takes no voxel of another: borders
 * between two of them stay.
 */
export function refineLabels(
  volume: VoxelGrid,
  labels: LabelBlock,
  strength: number,
): { mask: LabelBlock; refinement: Refinement | undefined } {
  if (strength === 0) return { mask: labels, refinement: undefined };
  const started = performance.now();
  const shape = boxShape(labels.box);
  const refined = labelExtents(labels.voxels, shape).map(({ value, box }) => {
    const { voxels } = maskOfLabels(labels.voxels, shape, box, (label) => label === value);
    const mask = { box: shiftBox(box, labels.box.start), voxels };
    return { value, mask: refineScanMask(volume, mask, { strength }) };
  });
  const box = refined.reduce((whole, { mask }) => unionBox(whole, mask.box), emptyBlock().box);
  const before = blockInBox(labels, unionBox(labels.box, box));
  const after = new Uint8Array(before.voxels.length);
  for (const { value, mask } of refined) {
    const own = blockInBox(mask, before.box).voxels;
    for (let n = 0; n < own.length; n++) {
      const free = before.voxels[n] === 0 || before.voxels[n] === value;
      if (own[n] !== 0 && free && after[n] === 0) after[n] = value;
    }
  }
  const seconds = Math.round(performance.now() - started) / 1000;
  const fromVoxels = labels.voxels.reduce((sum, voxel) => sum + (voxel === 0 ? 0 : 1), 0);
  const [i, j, k] = before.box.start;
  const mask = { ...cutBlock(after, boxShape(before.box), shiftBox(box, [-i, -j, -k])), box };
  return { mask, refinement: { strength, fromVoxels, seconds } };
}

/** Voxels around a mask whose logits are of use: a refinement looks no further than some mm. */
const AROUND = 8;

/** The logits on the scan's own grid around a mask, as far as the crop goes. */
function logitsAround(
  box: VoxelBox,
  shapeIjk: Vec3,
  logitDiff: Float32Array,
  networkShape: Vec3,
  { cropBoxRas, view }: PreparedInput,
): LogitBlock | undefined {
  if (boxShape(box).includes(0)) return undefined;
  const stored = boxFromRas(cropBoxRas, view);
  const low = (axis: number) => Math.max(stored.start[axis], box.start[axis] - AROUND);
  const high = (axis: number) => Math.min(stored.end[axis], shapeIjk[axis], box.end[axis] + AROUND);
  const around: VoxelBox = { start: [low(0), low(1), low(2)], end: [high(0), high(1), high(2)] };
  const ras = boxToRas(around, view);
  const inCrop = shiftBox(ras, [-cropBoxRas.start[0], -cropBoxRas.start[1], -cropBoxRas.start[2]]);
  const values = restoreValues(logitDiff, networkShape, boxShape(cropBoxRas), inCrop);
  return { box: around, values: blockFromRas(values, ras, view) };
}
