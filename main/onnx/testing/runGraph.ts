import { InferenceSession, Tensor } from 'onnxruntime-node';
import { encodeModel } from '../graph/encode.ts';
import type { Graph } from '../graph/graph.ts';
import { elementCount } from '../graph/tensor.ts';

/** Numbers between -1 and 1 that look random and are the same each time (Park and Miller's generator). */
export function noise(count: number, seed = 1): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (state * 48271) % 2147483647;
    return (2 * state) / 2147483647 - 1;
  });
}

/** What a graph makes of noise in its one input, by onnxruntime on the CPU without rewriting of its own. */
export async function runOnNoise(graph: Graph): Promise<{ dims: readonly number[]; data: Float32Array }> {
  const session = await InferenceSession.create(encodeModel(graph), { graphOptimizationLevel: 'disabled' });
  const [input] = graph.inputs;
  const dims = input.dims.map(Number);
  const results = await session.run({ [input.name]: new Tensor(noise(elementCount(dims)), dims) });
  const { dims: shape, data } = results[graph.outputs[0].name];
  const copy = Float32Array.from(data as Float32Array);
  await session.release();
  return { dims: shape, data: copy };
}

/** Largest difference between what two graphs make of the same noise. */
export async function largestDifference(before: Graph, after: Graph): Promise<number> {
  const [expected, got] = [await runOnNoise(before), await runOnNoise(after)];
  if (expected.dims.join() !== got.dims.join())
    throw new Error(`Shape ${got.dims.join()}, not ${expected.dims.join()}.`);
  return expected.data.reduce((largest, value, at) => Math.max(largest, Math.abs(value - got.data[at])), 0);
}
