import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { Vec3 } from '../contract/geometry.ts';
import type { TensorMessage, WindowPlan } from '../contract/inference.ts';
import type { Inferer, Recipe } from '../contract/recipe.ts';

type Triple = [number, number, number];

/**
 * The shape [k, j, i] of what a recipe hands to the network, where it is the same for every scan: the window, or the grid
 * that is resized to.
 */
export function fixedInputShape({ inferer, steps }: Recipe): Triple | undefined {
  const last = steps.findLast((step) => step.kind !== 'orientation' && 'shapeIjk' in step);
  const shape =
    inferer.kind === 'slidingWindow' ? inferer.roiIjk : last?.kind === 'resize' ? last.shapeIjk : undefined;
  const isLast = inferer.kind === 'slidingWindow' || last === steps.findLast(isSpatial);
  return shape && isLast && !shape.includes(0) ? [shape[2], shape[1], shape[0]] : undefined;
}

function isSpatial({ kind }: Recipe['steps'][number]): boolean {
  return kind === 'cropForeground' || kind === 'spacing' || kind === 'resize';
}

/** The padded input [k, j, i] and its windows: MONAI's starts (dense_patch_slices), half of the padding before the input. */
export function planWindows(
  voxels: Float32Array,
  shapeIjk: Vec3,
  { inferer, channels }: Pick<Recipe, 'inferer' | 'channels'>,
  decide?: WindowPlan['decide'],
): { input: TensorMessage; plan: WindowPlan } {
  const whole = inferer.kind === 'whole';
  const roi = shapeIjk.map((n, axis) => (whole ? n : inferer.roiIjk[axis] || n));
  const padded = shapeIjk.map((n, axis) => Math.max(n, roi[axis]));
  const before = shapeIjk.map((n, axis) => Math.floor((padded[axis] - n) / 2));
  const starts = padded.map((n, axis) => windowStarts(n, roi[axis], whole ? 0 : inferer.overlap[axis]));
  const blend =
    whole || inferer.blend.kind === 'constant'
      ? ({ kind: 'constant' } as const)
      : ({ kind: 'gaussian', sigmaScaleKji: inferer.blend.sigmaScale.toReversed() } as const);
  const data =
    before.every((n) => n === 0) && padded.every((n, axis) => n === shapeIjk[axis])
      ? voxels
      : pad(voxels, shapeIjk, padded, before, inferer);
  return {
    input: { type: 'float32', data, dims: padded.toReversed() },
    plan: {
      shapeKji: [roi[2], roi[1], roi[0]],
      startsKji: [starts[2], starts[1], starts[0]],
      keepKji: {
        start: before.toReversed(),
        end: before.map((from, axis) => from + shapeIjk[axis]).toReversed(),
      },
      channels,
      blend,
      decide,
    },
  };
}

/** Where windows of `roi` begin along an axis of `size` voxels; the last one is moved back to end with it. */
export function windowStarts(size: number, roi: number, overlap: number): number[] {
  const interval = roi === size ? roi : Math.max(1, Math.trunc(roi * (1 - overlap)));
  const starts: number[] = [];
  for (let start = 0; ; start += interval) {
    starts.push(Math.min(start, size - roi));
    if (start + roi >= size) return starts;
  }
}

function pad(
  voxels: Float32Array,
  [ni, nj]: Vec3,
  [pi, pj, pk]: readonly number[],
  before: readonly number[],
  inferer: Inferer,
): Float32Array<ArrayBuffer> {
  const padding =
    inferer.kind === 'slidingWindow' ? inferer.padding : ({ kind: 'constant', value: 0 } as const);
  const value = padding.kind === 'constant' ? padding.value : 0;
  const shape = [ni, nj, voxels.length / (ni * nj)];
  const from = [pi, pj, pk].map((n, axis) =>
    Int32Array.from({ length: n }, (_, at) => sourceIndex(at - before[axis], shape[axis], padding.kind)),
  );
  const padded = new Float32Array(pi * pj * pk).fill(value);
  for (let k = 0, to = 0; k < pk; k++)
    for (let j = 0; j < pj; j++, to += pi) {
      if (from[2][k] < 0 || from[1][j] < 0) continue;
      const row = (from[2][k] * nj + from[1][j]) * ni;
      for (let i = 0; i < pi; i++) if (from[0][i] >= 0) padded[to + i] = voxels[row + from[0][i]];
    }
  return padded;
}

/** Which voxel of an axis stands at a place that may lie outside of it, as torch's pad has it; -1: the constant. */
function sourceIndex(
  at: number,
  size: number,
  kind: 'constant' | 'replicate' | 'reflect' | 'circular',
): number {
  if (at >= 0 && at < size) return at;
  switch (kind) {
    case 'constant':
      return -1;
    case 'replicate':
      return at < 0 ? 0 : size - 1;
    case 'circular':
    case 'reflect': {
      const index = kind === 'circular' ? (at < 0 ? at + size : at - size) : at < 0 ? -at : 2 * size - 2 - at;
      if (index >= 0 && index < size) return index;
      throw new VolscopeError(
        'input',
        sentence`The scan is too small for this model: its window can't be padded by ${kind === 'reflect' ? sentence`reflection` : sentence`repetition`}.`,
      );
    }
  }
}
