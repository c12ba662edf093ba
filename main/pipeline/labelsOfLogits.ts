import type { Grid } from '../contract/geometry.ts';
import type { LabelBlock } from '../contract/labels.ts';
import type { SegmentStage } from '../contract/engine.ts';
import { countBits, unpackBits, type BitRows } from '../labels/bitRows.ts';
import { bitsAbove, spansOf, type Spans } from '../labels/bitsAbove.ts';
import { emptyBlock, shiftBox, wholeBox } from '../labels/block.ts';
import { contourRows } from '../labels/contour.ts';
import { contourOfLabels } from '../labels/contourOfLabels.ts';
import { keepLargestOfRows } from '../labels/largestComponent.ts';
import { restoreMask, type BitBlock } from '../labels/restoreMask.ts';
import type { FusedRecipe } from '../onnx/index.ts';
import { arrangementFromRas, boxFromRas, boxShape } from '../volume/reorient.ts';
import type { VoxelGrid } from '../volume/volume.ts';
import type { PreparedInput } from './prepare.ts';
import { refineResult } from './refineResult.ts';
import { maskStatistics, type LabelPair, type Segmentation } from './segmentation.ts';

export type Labels = Pick<Segmentation, 'scan' | 'network' | 'statistics' | 'segments' | 'refinement'> & {
  readonly seconds: { readonly post: number; readonly restore: number };
};

/**
 * From the network's answer to the label maps: the largest component and its contour on the network's grid, and the mask
 * restored to the scan's own grid and orientation.
 *
 * @param logitDiff logit[1] - logit[0] on the recipe's grid, i fastest
 * @param refine how far the mask is snapped to the image's edges, 0 to 1
 */
export function labelsOfLogits(
  volume: VoxelGrid,
  logitDiff: Float32Array,
  recipe: FusedRecipe,
  input: PreparedInput,
  refine: number,
  onStage?: (stage: SegmentStage) => void,
): Labels {
  const started = performance.now();
  onStage?.('components');
  const { shapeIjk } = recipe.resample;
  const positive = bitsAbove(logitDiff, shapeIjk, recipe.threshold);
  const spans = spansOf(positive, shapeIjk[0]);
  const network = networkLabels({ box: wholeBox(shapeIjk), rows: positive }, recipe, input.networkGrid);
  const postDone = performance.now();

  onStage?.('restore');
  const restored = restoreToScan(logitDiff, spans, recipe, input);
  const { mask, refinement } = refineResult(
    volume,
    restored.mask,
    logitDiff,
    { strength: refine, shapeIjk },
    input,
  );
  const scan = refinement ? { mask, contour: contourOfLabels(mask) } : restored;
  const statistics = maskStatistics(scan.mask, volume);
  const done = performance.now();
  const seconds = { post: (postDone - started) / 1000, restore: (done - postDone) / 1000 };
  return { scan, network, ...statistics, refinement, seconds };
}

/** MASK and CONTOUR of the reference: voxels above the threshold (taken over), the largest component of them, its shell. */
function networkLabels(positive: BitBlock, recipe: FusedRecipe, grid: Grid): Segmentation['network'] {
  const chosen = chosenComponents(positive, recipe);
  if (!chosen) return { mask: emptyBlock(), contour: emptyBlock(), grid, maskVoxels: 0, contourVoxels: 0 };
  const { kept, contour } = chosen;
  return {
    mask: { box: kept, voxels: unpackBits(positive.rows, kept) },
    contour: { box: kept, voxels: unpackBits(contour, kept) },
    grid,
    maskVoxels: countBits(positive.rows),
    contourVoxels: countBits(contour),
  };
}

/** Mask and contour on the crop's voxels, then moved, flipped and permuted to where the scan has them: no further resampling. */
function restoreToScan(
  logitDiff: Float32Array,
  positive: Spans,
  recipe: FusedRecipe,
  { cropBoxRas, view }: PreparedInput,
): LabelPair {
  const { shapeIjk } = recipe.resample;
  const inCrop = restoreMask(logitDiff, shapeIjk, boxShape(cropBoxRas), recipe.threshold, positive);
  const chosen = chosenComponents(inCrop, recipe);
  if (!chosen) return { mask: emptyBlock(), contour: emptyBlock() };
  const { kept, contour } = chosen;
  const boxRas = shiftBox(shiftBox(kept, inCrop.box.start), cropBoxRas.start);
  const box = boxFromRas(boxRas, view);
  const turned = arrangementFromRas(boxShape(kept), view);
  const blockOf = (rows: BitRows): LabelBlock => ({ box, voxels: unpackBits(rows, kept, turned) });
  return { mask: blockOf(inCrop.rows), contour: blockOf(contour) };
}

/**
 * Leaves in a mask what the recipe keeps of it. @returns its contour, and the box of both within the rows; undefined where
 * nothing is left
 */
function chosenComponents({ box, rows }: BitBlock, recipe: FusedRecipe) {
  const kept = recipe.keepLargest ? keepLargestOfRows(rows).box : wholeBox(boxShape(box));
  return kept && { kept, contour: contourRows(rows, kept) };
}
