import { refineLabels } from './refineResult.ts';
import type { LabelBlock } from '../contract/labels.ts';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import type { TensorMessage, WindowPlan } from '../contract/inference.ts';
import type { Recipe } from '../contract/recipe.ts';
import { shiftBox } from '../labels/block.ts';
import { contourOfLabels } from '../labels/contourOfLabels.ts';
import { rasView } from '../volume/orientation.ts';
import { blockFromRas, boxFromRas, boxToRas } from '../volume/reorient.ts';
import type { Volume } from '../volume/volume.ts';
import { activate } from './postprocess/activate.ts';
import { decideLabels } from './postprocess/decide.ts';
import { keepLargestOfLabels, tightLabels } from './postprocess/labelMap.ts';
import { identityTaps, type AxisTaps } from './preprocess/axisTaps.ts';
import { composeTaps, coveredSamples, sliceTaps } from './preprocess/composeTaps.ts';
import { preprocess, type Preprocessed } from './preprocess/preprocess.ts';
import { resampleVolume } from './preprocess/resampleVolume.ts';
import {
  countVoxels,
  statisticsOf,
  throwIfCancelled,
  type LabelPair,
  type Segmentation,
  type SegmentOptions,
} from './segmentation.ts';
import { planWindows } from './windowPlan.ts';

type Taps = readonly [AxisTaps, AxisTaps, AxisTaps];

/**
 * From a scan to its label map by a recipe of steps: what comes before the network and after it on typed arrays, the network
 * whole or window by window where its session is.
 */
export async function segmentBySteps(
  volume: Volume,
  recipe: Recipe,
  { session, runner, onStage, signal }: SegmentOptions,
): Promise<Segmentation> {
  const started = performance.now();
  onStage?.('prepare');
  const prepared = preprocess(volume, recipe.steps);
  const { input, plan } = planWindows(
    prepared.voxels,
    prepared.grid.shapeIjk,
    recipe,
    decisionByWindow(recipe),
  );
  throwIfCancelled(signal);

  onStage?.('network');
  const onWindow = (done: number, total: number) => {
    if (total > 1) onStage?.('network', { done, total });
  };
  const run = await runner.runWindows(session, input, plan, { onWindow, signal });
  const { logits, labels } = run.outputs;
  const graphDone = performance.now();
  throwIfCancelled(signal);

  onStage?.('components');
  const values = plan.decide ? undefined : activated(logits, recipe);
  const networkLabels = values ? labelsOnNetworkGrid(values, prepared, recipe) : Uint8Array.from(labels.data);
  const { shapeIjk } = prepared.grid;
  const beforeComponents =
    recipe.restore.of === 'labels' && recipe.keepLargest?.grid === 'scan'
      ? networkLabels.slice()
      : networkLabels;
  if (recipe.keepLargest) keepLargestOfLabels(networkLabels, shapeIjk, recipe.keepLargest);
  const network = pairOf(tightLabels(networkLabels, shapeIjk));
  const postDone = performance.now();
  throwIfCancelled(signal);

  onStage?.('restore');
  const restored = restoreToScan(values, beforeComponents, prepared, recipe);
  const { mask, refinement } = refineLabels(volume, restored.mask, recipe.refine ?? 0);
  const scan = refinement ? pairOf(mask) : restored;
  const statistics = statisticsOf(scan.mask, volume);
  throwIfCancelled(signal);
  const done = performance.now();
  const { view, cropBox } = prepared;
  const ras = rasView(volume.grid.shapeIjk, volume.orientation);
  return {
    scan,
    network: {
      ...network,
      grid: prepared.grid,
      maskVoxels: countVoxels(network.mask),
      contourVoxels: countVoxels(network.contour),
    },
    cropBoxRas: boxToRas(boxFromRas(cropBox, view), ras),
    ...statistics,
    refinement,
    seconds: {
      graph: (graphDone - started) / 1000,
      post: (postDone - graphDone) / 1000,
      restore: (done - postDone) / 1000,
    },
    peakRssMb: run.peakRssMb,
  };
}

/**
 * Where labels and not values return to the scan, they can be decided on as soon as a slice is done: activations keep the order
 * of a voxel's classes.
 */
function decisionByWindow({ restore, decision, activation }: Recipe): WindowPlan['decide'] {
  const isByOrder = decision.kind === 'argmax' && (activation === 'none' || decision.margin === 0);
  return restore.of === 'labels' && isByOrder ? { margin: decision.margin } : undefined;
}

function activated(logits: TensorMessage | undefined, { channels, activation }: Recipe): Float32Array {
  if (!(logits?.data instanceof Float32Array))
    throw new VolscopeError('model', sentence`The network gives no logits; import the model again.`);
  activate(logits.data, channels, activation);
  return logits.data;
}

function pairOf(mask: LabelBlock): LabelPair {
  return { mask, contour: contourOfLabels(mask) };
}

function labelsOnNetworkGrid(values: Float32Array, { grid }: Preprocessed, recipe: Recipe): Uint8Array {
  const same = taps((axis) => identityTaps(grid.shapeIjk[axis]));
  return decideLabels(values, same, decideOptions(recipe));
}

function decideOptions({ channels, decision, activation }: Recipe) {
  return { channels, decision, sumsToOne: activation === 'softmax' };
}

/**
 * The labels on the scan's own grid: only where the network's grid reaches to, for elsewhere there is nothing but background.
 */
function restoreToScan(
  values: Float32Array | undefined,
  networkLabels: Uint8Array,
  prepared: Preprocessed,
  recipe: Recipe,
): LabelPair {
  const wayBack = wayBackOf(prepared, recipe);
  const ranges = wayBack.map(coveredSamples);
  const covered = taps((axis) => sliceTaps(wayBack[axis], ranges[axis]));
  const start: Vec3 = [ranges[0][0], ranges[1][0], ranges[2][0]];
  const shape: Vec3 = [covered[0].count, covered[1].count, covered[2].count];
  const labels =
    recipe.restore.of === 'values' && values
      ? decideLabels(values, covered, decideOptions(recipe))
      : Uint8Array.from(resampleVolume(networkLabels, covered));
  const { keepLargest, restore } = recipe;
  if (keepLargest && (restore.of === 'values' || keepLargest.grid === 'scan'))
    keepLargestOfLabels(labels, shape, keepLargest);
  const { box, voxels } = tightLabels(labels, shape);
  if (voxels.length === 0) return pairOf({ box, voxels });
  const inView: VoxelBox = shiftBox(box, start);
  const { view } = prepared;
  return pairOf({ box: boxFromRas(inView, view), voxels: blockFromRas(voxels, inView, view) });
}

/** From the network's grid to the scan's, its axes still as the recipe's: all spatial steps the other way round, in one. */
function wayBackOf({ waysBack, grid }: Preprocessed, { restore }: Recipe): Taps {
  const steps = waysBack.map((wayBack) => wayBack(restore.mode));
  return taps((axis) => {
    // The last step's output is the network's grid itself.
    return [...steps.map((step) => step[axis]), identityTaps(grid.shapeIjk[axis])].reduce(composeTaps);
  });
}

function taps(of: (axis: number) => AxisTaps): [AxisTaps, AxisTaps, AxisTaps] {
  return [of(0), of(1), of(2)];
}
