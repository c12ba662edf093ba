import type { LabelBlock } from '../contract/engine.ts';
import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import type { Recipe } from '../contract/manifest.ts';
import type { Refinement } from '../contract/report.ts';
import { shiftBox } from '../labels/block.ts';
import { refineScanMask } from '../labels/refine/refineScanMask.ts';
import type { LogitBlock } from '../labels/refine/workBlock.ts';
import { restoreValues } from '../labels/restoreValues.ts';
import { blockFromRas, boxFromRas, boxShape, boxToRas } from '../volume/reorient.ts';
import type { Volume } from '../volume/volume.ts';
import type { PreparedInput } from './prepare.ts';

/**
 * Snaps a restored mask to the image's edges as far as the recipe wants it, with the logits that it was cut from.
 */
export function refineResult(
  volume: Volume,
  mask: LabelBlock,
  logitDiff: Float32Array,
  recipe: Recipe,
  input: PreparedInput,
): { mask: LabelBlock; refinement: Refinement | undefined } {
  const { refine: strength = 0 } = recipe;
  if (strength === 0) return { mask, refinement: undefined };
  const started = performance.now();
  const logitDifference = logitsAround(mask.box, volume.grid.shapeIjk, logitDiff, recipe, input);
  const refined = refineScanMask(volume, mask, { strength, logitDifference });
  const seconds = Math.round(performance.now() - started) / 1000;
  const fromVoxels = mask.voxels.reduce((sum, voxel) => sum + voxel, 0);
  return { mask: refined, refinement: { strength, fromVoxels, seconds } };
}

/** Voxels around a mask whose logits are of use: a refinement looks no further than some mm. */
const AROUND = 8;

/** The logits on the scan's own grid around a mask, as far as the crop goes. */
function logitsAround(
  box: VoxelBox,
  shapeIjk: Vec3,
  logitDiff: Float32Array,
  recipe: Recipe,
  { cropBoxRas, view }: PreparedInput,
): LogitBlock | undefined {
  if (boxShape(box).includes(0)) return undefined;
  const stored = boxFromRas(cropBoxRas, view);
  const low = (axis: number) => Math.max(stored.start[axis], box.start[axis] - AROUND);
  const high = (axis: number) => Math.min(stored.end[axis], shapeIjk[axis], box.end[axis] + AROUND);
  const around: VoxelBox = { start: [low(0), low(1), low(2)], end: [high(0), high(1), high(2)] };
  const ras = boxToRas(around, view);
  const inCrop = shiftBox(ras, [-cropBoxRas.start[0], -cropBoxRas.start[1], -cropBoxRas.start[2]]);
  const values = restoreValues(logitDiff, recipe.resample.shapeIjk, boxShape(cropBoxRas), inCrop);
  return { box: around, values: blockFromRas(values, ras, view) };
}
