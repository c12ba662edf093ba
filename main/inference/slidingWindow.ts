import { setImmediate } from 'node:timers/promises';
import { VolscopeError } from '../contract/errors.ts';
import type { TensorMessage, WindowPlan } from '../contract/inference.ts';

export interface WindowOptions {
  /** Called after every window. */
  readonly onWindow?: (done: number, total: number) => void;
  /** Looked at between windows. */
  readonly signal?: AbortSignal;
}

/**
 * MONAI's sliding_window_inference: every window through the network, outputs added up with the plan's weights and divided by
 * the weights' sum. Memory: the input, one window and the accumulated output. A window that holds one value everywhere gives
 * what the last one of that value gave, so that air is computed once.
 * @param input float32 [k, j, i], already padded to at least a window
 * @param runWindow the network: [k, j, i] of a window in (only lent), [channels, k, j, i] out
 * @returns float32 [channels, k, j, i] of the part of the input that `plan.keep` names
 * @throws VolscopeError('cancelled') between windows; VolscopeError('model') if the output is not of the expected size.
 */
export async function slideWindows(
  input: TensorMessage,
  plan: WindowPlan,
  runWindow: (window: Float32Array) => Promise<Float32Array>,
  { onWindow, signal }: WindowOptions = {},
): Promise<TensorMessage> {
  const [, nj, ni] = input.dims;
  const [wk, wj, wi] = plan.shapeKji;
  const voxels = wk * wj * wi;
  const total = plan.startsKji.reduce((product, starts) => product * starts.length, 1);
  const weights = windowWeights(plan);
  const window = new Float32Array(voxels);
  const sum = new Accumulator(input.dims, plan);
  let constant: { readonly value: number; readonly output: Float32Array } | undefined;
  let done = 0;
  for (const k of plan.startsKji[0])
    for (const j of plan.startsKji[1])
      for (const i of plan.startsKji[2]) {
        if (signal?.aborted) throw new VolscopeError('cancelled', 'Segmentation was cancelled.');
        for (let z = 0, to = 0; z < wk; z++)
          for (let y = 0; y < wj; y++, to += wi) {
            const from = ((k + z) * nj + j + y) * ni + i;
            window.set(input.data.subarray(from, from + wi), to);
          }
        const value = constantOf(window);
        const output = constant && value === constant.value ? constant.output : await runWindow(window);
        if (output.length !== voxels * plan.channels)
          throw new VolscopeError(
            'model',
            `The network gives ${output.length / voxels} values a voxel where its recipe says ${plan.channels}; import the model again.`,
          );
        if (value !== undefined) constant = { value, output };
        sum.add(output, weights, k, j, i);
        onWindow?.(++done, total);
        // Messages (a cancel, a progress that is to be sent) come through between windows.
        await setImmediate();
      }
  return sum.result();
}

/** The value that all of a window's voxels have, if there is one. */
function constantOf(window: Float32Array): number | undefined {
  const [first] = window;
  for (let n = 1; n < window.length; n++) if (window[n] !== first) return undefined;
  return first;
}

/** Weighted sums of the windows' outputs and of their weights, over the kept part of the input. */
class Accumulator {
  private readonly plan: WindowPlan;
  private readonly shape: readonly number[];
  private readonly values: Float32Array;
  /** Undefined where all weights are 1: how many windows hold a voxel is then a product of numbers for each axis. */
  private readonly weights: Float32Array | undefined;

  constructor(inputDims: readonly number[], plan: WindowPlan) {
    this.plan = plan;
    this.shape = plan.keepKji.end.map(
      (end, axis) => Math.min(end, inputDims[axis]) - plan.keepKji.start[axis],
    );
    const count = this.shape[0] * this.shape[1] * this.shape[2];
    this.values = new Float32Array(count * plan.channels);
    this.weights = plan.blend.kind === 'constant' ? undefined : new Float32Array(count);
  }

  add(output: Float32Array, weights: Float32Array | undefined, k: number, j: number, i: number): void {
    const { channels, shapeKji, keepKji } = this.plan;
    const [nk, nj, ni] = this.shape;
    const [wk, wj, wi] = shapeKji;
    const [ok, oj, oi] = [k - keepKji.start[0], j - keepKji.start[1], i - keepKji.start[2]];
    const [first, end] = [Math.max(0, -oi), Math.min(wi, ni - oi)];
    for (let z = Math.max(0, -ok); z < Math.min(wk, nk - ok); z++)
      for (let y = Math.max(0, -oj); y < Math.min(wj, nj - oj); y++) {
        const to = ((ok + z) * nj + oj + y) * ni + oi;
        const from = (z * wj + y) * wi;
        if (weights && this.weights) addRow(this.weights, to, weights, from, first, end);
        for (let c = 0; c < channels; c++) {
          const [sumsAt, valuesAt] = [c * nk * nj * ni + to, c * wk * wj * wi + from];
          if (weights) addWeightedRow(this.values, sumsAt, output, valuesAt, weights, from, first, end);
          else addRow(this.values, sumsAt, output, valuesAt, first, end);
        }
      }
  }

  result(): TensorMessage {
    const { values, shape, plan } = this;
    const sums = this.weights ?? this.counts();
    for (let c = 0, at = 0; c < plan.channels; c++)
      for (let n = 0; n < sums.length; n++, at++) values[at] /= sums[n];
    return { type: 'float32', data: values, dims: [plan.channels, ...shape] };
  }

  /** How many windows hold each voxel. */
  private counts(): Float32Array {
    const [alongK, alongJ, alongI] = this.shape.map((_, axis) => this.countsAlong(axis));
    const counts = new Float32Array(alongK.length * alongJ.length * alongI.length);
    let at = 0;
    for (const k of alongK) for (const j of alongJ) for (const i of alongI) counts[at++] = k * j * i;
    return counts;
  }

  /** How many windows lie over each place of an axis. */
  private countsAlong(axis: number): Int32Array {
    const counts = new Int32Array(this.shape[axis]);
    for (const start of this.plan.startsKji[axis]) {
      const from = start - this.plan.keepKji.start[axis];
      for (let n = Math.max(0, from); n < Math.min(counts.length, from + this.plan.shapeKji[axis]); n++)
        counts[n]++;
    }
    return counts;
  }
}

function addRow(
  sums: Float32Array,
  to: number,
  values: Float32Array,
  from: number,
  first: number,
  end: number,
): void {
  for (let n = first; n < end; n++) sums[to + n] += values[from + n];
}

function addWeightedRow(
  sums: Float32Array,
  to: number,
  values: Float32Array,
  from: number,
  weights: Float32Array,
  weightsFrom: number,
  first: number,
  end: number,
): void {
  for (let n = first; n < end; n++) sums[to + n] += values[from + n] * weights[weightsFrom + n];
}

/**
 * MONAI's compute_importance_map: an outer product of Gaussians around the window's centre, nowhere below 0.001;
 * undefined where all weights are 1.
 */
export function windowWeights({ shapeKji, blend }: WindowPlan): Float32Array | undefined {
  if (blend.kind === 'constant') return undefined;
  const [k, j, i] = shapeKji.map((n, axis) => {
    const sigma = n * blend.sigmaScaleKji[axis];
    return Float32Array.from({ length: n }, (_, x) => Math.exp((x - (n - 1) / 2) ** 2 / (-2 * sigma ** 2)));
  });
  const weights = new Float32Array(k.length * j.length * i.length);
  let at = 0;
  // The order of MONAI's products, axis i first: they are rounded to float32.
  for (const wk of k)
    for (const wj of j) for (const wi of i) weights[at++] = Math.max(1e-3, Math.fround(wi * wj) * wk);
  return weights;
}
