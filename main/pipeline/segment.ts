import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { Recipe } from '../contract/recipe.ts';
import { fusedRecipeOf, type FusedRecipe } from '../onnx/index.ts';
import type { Volume } from '../volume/volume.ts';
import { labelsOfLogits } from './labelsOfLogits.ts';
import { prepareInput } from './prepare.ts';
import { throwIfCancelled, type Segmentation, type SegmentOptions } from './segmentation.ts';
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

/** From a scan to its mask: crop, the fused graph (transforms and network), then labels. */
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
    throw new VolscopeError('model', sentence`The network gives no logits; import the model again.`);
  const graph = (performance.now() - started) / 1000 - (run.waitedSeconds ?? 0);
  throwIfCancelled(signal);

  const { seconds, ...labels } = labelsOfLogits(volume, logitDiff, recipe, input, refine, onStage);
  run.release?.();
  throwIfCancelled(signal);
  return {
    ...labels,
    cropBoxRas: input.cropBoxRas,
    seconds: { graph, ...seconds },
    peakRssMb: run.peakRssMb,
  };
}
