import type { LabelBlock } from '../../contract/labels.ts';
import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import type { Vec3 } from '../../contract/geometry.ts';
import { packBits, tightBox } from '../bitRows.ts';
import { cutBlock, emptyBlock, shiftBox, wholeBox } from '../block.ts';
import { keepLargestComponent } from '../largestComponent.ts';
import { bandGraph, UNDECIDED } from './bandGraph.ts';
import { blurred } from './blur.ts';
import { coreOf, coreStatistics, greatestDepth } from './coreStatistics.ts';
import { logLikelihoodRatio, WINDOW_HU } from './likelihood.ts';
import { minimumCut } from './maxFlow.ts';
import { signedDistanceMm } from './signedDistance.ts';
import { boxWithMargin, cutWorkBlock, type LogitBlock, type WorkBlock } from './workBlock.ts';

export interface RefinementInput {
  /** Any mask on the scan's grid: a model's, a painted one. */
  readonly mask: LabelBlock;
  /** The scan, shape [i, j, k], i fastest. */
  readonly voxelsHu: Int16Array | Float32Array;
  readonly shapeIjk: Vec3;
  readonly spacingMm: Vec3;
  /** What the network said, where it is known: it finds the core and weighs in. */
  readonly logitDifference?: LogitBlock;
}

/** A refined mask grows by no more than this beyond the mask that it was made of. */
export const GROWTH_MM = 3;

/** Deeper inside than this nothing is taken away (in a thin mask: than this share of its depth). */
const SHRINKAGE_MM = 6;
const SHRINKAGE_SHARE = 0.75;

/** The surroundings that are looked at. */
const MARGIN_MM = 6;

/** Smoothing before steps in HU are measured: more would blur thin gaps of fat away. */
const SMOOTHING_MM = 0.5;

/** In robust SDs of the core: a step in HU that noise seldom makes. */
const STEP_SD = 3;

/** See Band.stiffnessMm. On phantoms anything from 3 to 6 gave the same within 0.001 of Dice. */
const STIFFNESS_MM = 4;

/** Evidence a mm against what lies outside of the mask and for what lies inside: without edges a border should stay. */
const DOUBT_PER_MM = 1;
const TRUST_PER_MM = 0.3;

/** Weight and middle of the network's logit difference beside the HU's evidence: its masks are too large at 0. */
const LOGIT_WEIGHT = 0.3;
const LOGIT_MIDDLE = 1.2;

/**
 * Moves a mask's border to the edges of the image: see `maskRefiner`.
 *
 * @param strength 0: unchanged, 1: at the edges, between: that part of the way
 * @throws VolscopeError('usage') if the strength is not from 0 to 1
 */
export function refineMask(input: RefinementInput & { readonly strength: number }): LabelBlock {
  const { strength } = input;
  if (strength === 0) return input.mask;
  checkStrength(strength);
  return maskRefiner(input)(strength);
}

/**
 * Finds the border that fits the image best and returns what gives the mask for a strength, so that a slider pays for the
 * search once. The core of the mask tells the organ's HU; around its border a minimum cut (Boykov and Jolly) weighs for
 * all voxels together how well each one's HU fits the organ or its surroundings, against the border's area, which costs
 * little where the HU make a step. Nothing is decided deep inside or more than GROWTH_MM outside of the mask.
 *
 * A mask that is empty or too small to have a core stays as it is; one that is in one piece (26-connected) stays so.
 */
export function maskRefiner(input: RefinementInput): (strength: number) => LabelBlock {
  const { mask, shapeIjk, spacingMm } = input;
  if (mask.voxels.length === 0) return () => mask;
  const box = boxWithMargin(mask.box, shapeIjk, spacingMm, MARGIN_MM);
  const work = cutWorkBlock(box, mask, input.voxelsHu, shapeIjk, input.logitDifference);
  const beforeMm = signedDistanceMm(work.mask, work.shapeIjk, spacingMm, MARGIN_MM);
  const snapped = snappedToEdges(work, beforeMm, spacingMm);
  if (!snapped) return () => mask;

  const isOnePiece = keepLargestComponent(work.mask.slice(), work.shapeIjk).voxels === countOnes(work.mask);
  const finished = (refined: Uint8Array) => {
    if (isOnePiece) keepLargestComponent(refined, work.shapeIjk);
    return tightBlock(work, refined);
  };
  let afterMm: Float32Array | undefined;
  return (strength) => {
    checkStrength(strength);
    if (strength === 0) return mask;
    if (strength === 1) return finished(snapped);
    afterMm ??= signedDistanceMm(snapped, work.shapeIjk, spacingMm, MARGIN_MM);
    return finished(between(beforeMm, afterMm, strength));
  };
}

/** The whole way to the edges; undefined where the mask has no core. */
function snappedToEdges(work: WorkBlock, distanceMm: Float32Array, spacingMm: Vec3): Uint8Array | undefined {
  const core = coreOf(distanceMm, work.logits);
  if (!core) return undefined;
  const { medianHu } = coreStatistics(work.hu, core);
  // Bone and air would drown the organ's own steps.
  const limited = work.hu.map((hu) => Math.max(medianHu - WINDOW_HU, Math.min(medianHu + WINDOW_HU, hu)));
  const sd = (axis: number) => SMOOTHING_MM / spacingMm[axis];
  const hu = blurred(limited, work.shapeIjk, [sd(0), sd(1), sd(2)]);
  const statistics = coreStatistics(hu, core);
  const ratio = logLikelihoodRatio(hu, distanceMm, statistics);

  const keptMm = Math.min(SHRINKAGE_MM, SHRINKAGE_SHARE * greatestDepth(distanceMm));
  const state = new Uint8Array(hu.length);
  for (let n = 0; n < state.length; n++)
    if (distanceMm[n] < GROWTH_MM) state[n] = distanceMm[n] < -keptMm ? 1 : UNDECIDED;

  const { graph, voxels } = bandGraph({
    ...{ shapeIjk: work.shapeIjk, spacingMm, state, hu },
    evidence: (n) => ratio(hu[n]) + placeEvidence(distanceMm[n]) + logitEvidence(work.logits?.[n]),
    stepHu: STEP_SD * statistics.sdHu,
    stiffnessMm: STIFFNESS_MM,
  });
  const inside = minimumCut(graph);
  for (let m = 0; m < voxels.length; m++) state[voxels[m]] = inside[m];
  return state;
}

function placeEvidence(distanceMm: number): number {
  return distanceMm > 0 ? -DOUBT_PER_MM * distanceMm : -TRUST_PER_MM * distanceMm;
}

function logitEvidence(logit = NaN): number {
  return Number.isNaN(logit) ? 0 : LOGIT_WEIGHT * Math.max(-4, Math.min(4, logit - LOGIT_MIDDLE));
}

/** The mask whose border lies between two others, by their signed distances. */
function between(beforeMm: Float32Array, afterMm: Float32Array, strength: number): Uint8Array {
  const mask = new Uint8Array(beforeMm.length);
  for (let n = 0; n < mask.length; n++)
    mask[n] = (1 - strength) * beforeMm[n] + strength * afterMm[n] < 0 ? 1 : 0;
  return mask;
}

/** Cut to the box that holds it, on the scan's voxels. */
function tightBlock({ box, shapeIjk }: WorkBlock, mask: Uint8Array): LabelBlock {
  if (!mask.includes(1)) return emptyBlock();
  const cut = cutBlock(mask, shapeIjk, tightBox(packBits(mask, shapeIjk, wholeBox(shapeIjk))));
  return { box: shiftBox(cut.box, box.start), voxels: cut.voxels };
}

function countOnes(mask: Uint8Array): number {
  let count = 0;
  for (let n = 0; n < mask.length; n++) count += mask[n];
  return count;
}

function checkStrength(strength: number): void {
  if (!(strength >= 0 && strength <= 1))
    throw new VolscopeError('usage', sentence`The strength of a refinement must be from 0 (unchanged) to 1.`);
}
