import type { LabelBlock, SegmentStage } from '../contract/engine.ts';
import { VolscopeError } from '../contract/errors.ts';
import type { Grid, VoxelBox } from '../contract/geometry.ts';
import type { Recipe } from '../contract/manifest.ts';
import type { MaskStatistics } from '../contract/report.ts';
import type { InferenceRunner, SessionSpec } from '../inference/runner.ts';
import { cutBlock, emptyBlock, shiftBox } from '../labels/block.ts';
import { contourOf } from '../labels/contour.ts';
import { keepLargestComponent } from '../labels/largestComponent.ts';
import { restoreMask } from '../labels/restoreMask.ts';
import { maskAbove, spansAbove, type Spans } from '../labels/spans.ts';
import { labelStatistics } from '../labels/statistics.ts';
import { affineDeterminant } from '../volume/affine.ts';
import { blockFromRas, boxFromRas, boxShape } from '../volume/reorient.ts';
import type { Volume } from '../volume/volume.ts';
import { prepareInput, type PreparedInput } from './prepare.ts';

/** A mask and its contour on one grid. */
export interface LabelPair {
  readonly mask: LabelBlock;
  readonly contour: LabelBlock;
}

export interface Segmentation {
  /** On the scan's own grid. */
  readonly scan: LabelPair;
  /** On the network's grid (RAS), as the reference pipeline gives them. */
  readonly network: LabelPair & {
    readonly grid: Grid;
    readonly maskVoxels: number;
    readonly contourVoxels: number;
  };
  readonly cropBoxRas: VoxelBox;
  readonly statistics: MaskStatistics;
  readonly seconds: { readonly graph: number; readonly post: number; readonly restore: number };
  /** Of the process that ran the graph. */
  readonly peakRssMb: number;
}

export interface SegmentOptions {
  readonly session: SessionSpec;
  readonly runner: InferenceRunner;
  readonly onStage?: (stage: SegmentStage) => void;
  readonly signal?: AbortSignal;
}

/**
 * From a scan to its mask: crop, the fused graph (transforms and network), largest component, contour, and the mask
 * restored to the scan's own grid and orientation (pipeline.md, recipe "resize").
 */
export async function segmentVolume(
  volume: Volume,
  recipe: Recipe,
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
  const scan = restoreToScan(logitDiff, positive, recipe, input);
  const voxelMm3 = Math.abs(affineDeterminant(volume.grid.affineIjkToRas));
  const statistics = labelStatistics(scan.mask, volume.voxelsHu, volume.grid.shapeIjk, voxelMm3);
  throwIfCancelled(signal);
  const done = performance.now();
  return {
    scan,
    network,
    cropBoxRas: input.cropBoxRas,
    statistics,
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
  recipe: Recipe,
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
  recipe: Recipe,
  { cropBoxRas, view }: PreparedInput,
): LabelPair {
  const { shapeIjk } = recipe.resample;
  const inCrop = restoreMask(logitDiff, shapeIjk, boxShape(cropBoxRas), recipe.threshold, positive);
  const { box, voxels } = chosenComponents(inCrop, recipe);
  const boxRas = shiftBox(box, cropBoxRas.start);
  const mask = { box: boxFromRas(boxRas, view), voxels: blockFromRas(voxels, boxRas, view) };
  return { mask, contour: contourBlock(mask) };
}

/** What the recipe keeps of a mask, cut to the box that holds it. */
function chosenComponents(block: LabelBlock, recipe: Recipe): LabelBlock {
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

function countVoxels({ voxels }: LabelBlock): number {
  let count = 0;
  for (let n = 0; n < voxels.length; n++) count += voxels[n];
  return count;
}

function throwIfCancelled(signal?: AbortSignal): void {
  if (signal?.aborted) throw new VolscopeError('cancelled', 'Segmentation was cancelled.');
}
