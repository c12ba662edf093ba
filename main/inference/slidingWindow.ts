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
 * @param runWindow the network: [k, j, i] of a window in, [channels, k, j, i] out
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
  const sum = new Accumulator(input.dims, plan);
  let constant: { readonly value: number; readonly output: Float32Array } | undefined;
  let done = 0;
  for (const k of plan.startsKji[0])
    for (const j of plan.startsKji[1])
      for (const i of plan.startsKji[2]) {
        if (signal?.aborted) throw new VolscopeError('cancelled', 'Segmentation was cancelled.');
        const window = new Float32Array(voxels);
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
  private readonly weights: Float32Array;

  constructor(inputDims: readonly number[], plan: WindowPlan) {
    this.plan = plan;
    this.shape = plan.keepKji.end.map(
      (end, axis) => Math.min(end, inputDims[axis]) - plan.keepKji.start[axis],
    );
    const count = this.shape[0] * this.shape[1] * this.shape[2];
    this.values = new Float32Array(count * plan.channels);
    this.weights = new Float32Array(count);
  }

  add(output: Float32Array, weights: Float32Array | undefined, k: number, j: number, i: number): void {
    const { channels, shapeKji, keepKji } = this.plan;
    const [nk, nj, ni] = this.shape;
    const [wk, wj, wi] = shapeKji;
    const origin = [k, j, i].map((start, axis) => start - keepKji.start[axis]);
    const [i0, i1] = [Math.max(0, -origin[2]), Math.min(wi, ni - origin[2])];
    for (let z = Math.max(0, -origin[0]); z < Math.min(wk, nk - origin[0]); z++)
      for (let y = Math.max(0, -origin[1]); y < Math.min(wj, nj - origin[1]); y++) {
        const to = ((origin[0] + z) * nj + origin[1] + y) * ni + origin[2];
        const from = (z * wj + y) * wi;
        addRow(this.weights, to, undefined, 0, weights, from, i0, i1);
        for (let c = 0; c < channels; c++)
          addRow(this.values, c * nk * nj * ni + to, output, c * wk * wj * wi + from, weights, from, i0, i1);
      }
  }

  result(): TensorMessage {
    const { values, weights, shape } = this;
    for (let c = 0, at = 0; c < this.plan.channels; c++)
      for (let n = 0; n < weights.length; n++, at++) values[at] /= weights[n];
    return { type: 'float32', data: values, dims: [this.plan.channels, ...shape] };
  }
}

/** Adds a row of values (1 where there are none) times weights (1 where there are none). */
function addRow(
  sums: Float32Array,
  to: number,
  values: Float32Array | undefined,
  from: number,
  weights: Float32Array | undefined,
  weightFrom: number,
  first: number,
  end: number,
): void {
  if (values && weights)
    for (let n = first; n < end; n++) sums[to + n] += values[from + n] * weights[weightFrom + n];
  else if (values) for (let n = first; n < end; n++) sums[to + n] += values[from + n];
  else if (weights) for (let n = first; n < end; n++) sums[to + n] += weights[weightFrom + n];
  else for (let n = first; n < end; n++) sums[to + n] += 1;
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
