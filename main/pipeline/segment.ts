import type { LabelBlock } from '../contract/labels.ts';
import { VolscopeError } from '../contract/errors.ts';
import type { Grid } from '../contract/geometry.ts';
import type { Recipe } from '../contract/recipe.ts';
import { cutBlock, emptyBlock, shiftBox } from '../labels/block.ts';
import { contourOf } from '../labels/contour.ts';
import { keepLargestComponent } from '../labels/largestComponent.ts';
import { restoreMask } from '../labels/restoreMask.ts';
import { maskAbove, spansAbove, type Spans } from '../labels/spans.ts';
import { fusedRecipeOf, type FusedRecipe } from '../onnx/index.ts';
import { blockFromRas, boxFromRas, boxShape } from '../volume/reorient.ts';
import type { Volume } from '../volume/volume.ts';
import { prepareInput, type PreparedInput } from './prepare.ts';
import { refineResult } from './refineResult.ts';
import {
  countVoxels,
  statisticsOf,
  throwIfCancelled,
  type Segmentation,
  type SegmentOptions,
} from './segmentation.ts';
import { segmentBySteps } from './segmentSteps.ts';

export type { LabelPair, Segmentation, SegmentOptions } from './segmentation.ts';

/**
 * From a scan to its label map. `options.session` runs the graph of `graphPath`: the fused one where the recipe has that form,
 * else the network alone.
 */
export async function segmentVolume(
  volume: Volume,
  recipe: Recipe,
  options: SegmentOptions,
): Promise<Segmentation> {
  const fused = fusedRecipeOf(recipe);
  return fused
    ? segmentFused(volume, fused, recipe.refine ?? 0, options)
    : segmentBySteps(volume, recipe, options);
}

/**
 * From a scan to its mask: crop, the fused graph (transforms and network), largest component, contour, and the mask
 * restored to the scan's own grid and orientation (pipeline.md, recipe "resize").
 */
async function segmentFused(
  volume: Volume,
  recipe: FusedRecipe,
  refine: number,
  { session, runner, onStage, signal }: SegmentOptions,
): Promise<Segmentation> {
  const started = performance.now();
  onStage?.('prepare');
  const input = prepareInput(volume, recipe);
  throwIfCancelled(signal);

  onStage?.('network');
  const run = await runner.run(session, input.feeds, signal);
  const logitDiff = run.outputs['logitDiff']?.data;
  if (!(logitDiff instanceof Float32Array))
    throw new VolscopeError('model', 'The network gives no logits; import the model again.');
  const graphDone = performance.now();
  throwIfCancelled(signal);

  onStage?.('components');
  const positive = spansAbove(logitDiff, recipe.resample.shapeIjk, recipe.threshold);
  const network = networkLabels(logitDiff, positive, recipe, input.networkGrid);
  const postDone = performance.now();

  onStage?.('restore');
  const restored = restoreToScan(logitDiff, positive, recipe, input);
  const { mask, refinement } = refineResult(
    volume,
    restored,
    logitDiff,
    { strength: refine, shapeIjk: recipe.resample.shapeIjk },
    input,
  );
  run.release?.();
  const scan = { mask, contour: contourBlock(mask) };
  const statistics = statisticsOf(scan.mask, volume);
  throwIfCancelled(signal);
  const done = performance.now();
  return {
    scan,
    network,
    cropBoxRas: input.cropBoxRas,
    ...statistics,
    refinement,
    seconds: {
      graph: (graphDone - started) / 1000 - (run.waitedSeconds ?? 0),
      post: (postDone - graphDone) / 1000,
      restore: (done - postDone) / 1000,
    },
    peakRssMb: run.peakRssMb,
  };
}

/** MASK and CONTOUR of the reference: voxels above the threshold, the largest component of them, its shell. */
function networkLabels(
  logitDiff: Float32Array,
  positive: Spans,
  recipe: FusedRecipe,
  grid: Grid,
): Segmentation['network'] {
  const mask = chosenComponents(maskAbove(logitDiff, grid.shapeIjk, recipe.threshold, positive), recipe);
  const contour = contourBlock(mask);
  return { mask, contour, grid, maskVoxels: countVoxels(mask), contourVoxels: countVoxels(contour) };
}

/** The mask on the crop's voxels, then moved, flipped and permuted to where the scan has them: no further resampling. */
function restoreToScan(
  logitDiff: Float32Array,
  positive: Spans,
  recipe: FusedRecipe,
  { cropBoxRas, view }: PreparedInput,
): LabelBlock {
  const { shapeIjk } = recipe.resample;
  const inCrop = restoreMask(logitDiff, shapeIjk, boxShape(cropBoxRas), recipe.threshold, positive);
  const { box, voxels } = chosenComponents(inCrop, recipe);
  const boxRas = shiftBox(box, cropBoxRas.start);
  return { box: boxFromRas(boxRas, view), voxels: blockFromRas(voxels, boxRas, view) };
}

/** What the recipe keeps of a mask, cut to the box that holds it. */
function chosenComponents(block: LabelBlock, recipe: FusedRecipe): LabelBlock {
  if (!recipe.keepLargest) return block;
  const shape = boxShape(block.box);
  const { box } = keepLargestComponent(block.voxels, shape);
  if (!box) return emptyBlock();
  const cut = cutBlock(block.voxels, shape, box);
  return { box: shiftBox(cut.box, block.box.start), voxels: cut.voxels };
}

/** Outside of a mask's block is background, so its contour needs nothing but the block. */
function contourBlock(mask: LabelBlock): LabelBlock {
  if (mask.voxels.length === 0) return emptyBlock();
  const contour = contourOf(mask.voxels, boxShape(mask.box));
  return { box: shiftBox(contour.box, mask.box.start), voxels: contour.voxels };
}
