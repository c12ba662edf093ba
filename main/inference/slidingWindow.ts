import { setImmediate } from 'node:timers/promises';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { TensorMessage, WindowPlan } from '../contract/inference.ts';
import { windowOutput } from './windowOutput.ts';
import { WindowSums } from './windowSums.ts';

export interface WindowOptions {
  /** Called after every window. */
  readonly onWindow?: (done: number, total: number) => void;
  /** Looked at between windows. */
  readonly signal?: AbortSignal;
}

/**
 * MONAI's sliding_window_inference: every window through the network, outputs added up with the plan's weights and divided by
 * the weights' sum. Memory: the input, a window, the output, and sums of no more than a window's height. A window that holds
 * one value everywhere gives what the last one of that value gave, so that air is computed once.
 * @param input float32 [k, j, i], already padded to at least a window
 * @param runWindow the network: [k, j, i] of a window in (only lent), [channels, k, j, i] out
 * @returns of the part of the input that `plan.keepKji` names: float32 [channels, k, j, i], or int16 labels [k, j, i] where the
 *   plan asks for them
 * @throws VolscopeError('cancelled') between windows; VolscopeError('model') if the output is not of the expected size.
 */
export async function slideWindows(
  input: TensorMessage,
  plan: WindowPlan,
  runWindow: (window: Float32Array) => Promise<Float32Array>,
  { onWindow, signal }: WindowOptions = {},
): Promise<TensorMessage> {
  const voxels = plan.shapeKji.reduce((product, n) => product * n, 1);
  const total = plan.startsKji.reduce((product, starts) => product * starts.length, 1);
  const shape = plan.keepKji.end.map((end, axis) => end - plan.keepKji.start[axis]);
  const output = windowOutput(shape, plan);
  const sums = new WindowSums(shape, plan);
  const weights = windowWeights(plan);
  const window = new Float32Array(voxels);
  let constant: { readonly value: number; readonly values: Float32Array } | undefined;
  let done = 0;
  for (const k of plan.startsKji[0]) {
    // No window to come reaches below this one.
    sums.finish(k - plan.keepKji.start[0], output.take);
    for (const j of plan.startsKji[1])
      for (const i of plan.startsKji[2]) {
        if (signal?.aborted) throw new VolscopeError('cancelled', sentence`Segmentation was cancelled.`);
        cutWindow(input, [k, j, i], plan.shapeKji, window);
        const value = constantOf(window);
        const values = constant && value === constant.value ? constant.values : await runWindow(window);
        if (values.length !== voxels * plan.channels)
          throw new VolscopeError(
            'model',
            sentence`The network gives ${values.length / voxels} values a voxel where its recipe says ${plan.channels}; import the model again.`,
          );
        if (value !== undefined) constant = { value, values };
        sums.add(values, weights, k, j, i);
        onWindow?.(++done, total);
        // Messages (a cancel, a progress that is to be sent) come through between windows.
        await setImmediate();
      }
  }
  sums.finish(shape[0], output.take);
  return output.tensor;
}

function cutWindow(
  { data, dims: [, nj, ni] }: TensorMessage,
  [k, j, i]: readonly number[],
  [wk, wj, wi]: readonly number[],
  window: Float32Array,
): void {
  for (let z = 0, to = 0; z < wk; z++)
    for (let y = 0; y < wj; y++, to += wi) {
      const from = ((k + z) * nj + j + y) * ni + i;
      window.set(data.subarray(from, from + wi), to);
    }
}

/** The value that all of a window's voxels have, if there is one. */
function constantOf(window: Float32Array): number | undefined {
  const [first] = window;
  for (let n = 1; n < window.length; n++) if (window[n] !== first) return undefined;
  return first;
}

/**
 * MONAI's compute_importance_map: an outer product of Gaussians around the window's centre, nowhere below 0.001;
 * undefined where all weights are 1.
 */
function windowWeights({ shapeKji, blend }: WindowPlan): Float32Array | undefined {
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
