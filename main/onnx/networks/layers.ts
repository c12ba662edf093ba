import { VolscopeError } from '../../contract/errors.ts';
import type { GraphBuilder } from '../graph/builder.ts';
import { permuteAxes, type FloatTensor } from '../graph/tensor.ts';
import type { Weights } from './weights.ts';

/** PyTorch's default, and MONAI's: no checkpoint holds it. */
const batchNormEpsilon = 1e-5;

/** Adds a 3D convolution with "same" padding and returns its output's name. */
export function convolution(graph: GraphBuilder, input: string, weights: Weights, stride: number): string {
  const kernel = kernelKji(weights);
  return graph.node('Conv', [input, ...kernelConstants(graph, weights, kernel)], weights.path, {
    kernel_shape: kernel.dims.slice(2),
    strides: [stride, stride, stride],
    pads: samePadding(kernel),
  });
}

/** Adds a transposed 3D convolution that enlarges each axis by just `stride`, and returns its output's name. */
export function transposedConvolution(
  graph: GraphBuilder,
  input: string,
  weights: Weights,
  stride: number,
): string {
  const kernel = kernelKji(weights);
  return graph.node('ConvTranspose', [input, ...kernelConstants(graph, weights, kernel)], weights.path, {
    kernel_shape: kernel.dims.slice(2),
    strides: [stride, stride, stride],
    pads: samePadding(kernel),
    output_padding: [stride - 1, stride - 1, stride - 1],
  });
}

/** Adds batch norm as it is in inference: with the statistics of the training. */
export function batchNorm(graph: GraphBuilder, input: string, weights: Weights): string {
  const parts = ['weight', 'bias', 'running_mean', 'running_var'];
  const constants = parts.map((part) => graph.constant(`${weights.path}.${part}`, weights.get(part)));
  return graph.node('BatchNormalization', [input, ...constants], weights.path, {
    epsilon: { float: batchNormEpsilon },
  });
}

/** Adds PReLU; its slope is one for all channels or one for each. */
export function prelu(graph: GraphBuilder, input: string, weights: Weights): string {
  const slope = weights.get('weight');
  const name = graph.constant(`${weights.path}.weight`, { ...slope, dims: [slope.data.length, 1, 1, 1] });
  return graph.node('PRelu', [input, name], weights.path);
}

/**
 * The kernel for axes [k, j, i]. Networks are trained on arrays indexed [i, j, k] in which k varies fastest; our voxels
 * are stored with i fastest, which ONNX calls [k, j, i]: the same voxels with the three axes in reverse order.
 */
function kernelKji(weights: Weights): FloatTensor {
  const kernel = weights.get('weight');
  if (kernel.dims.length !== 5) {
    throw new VolscopeError(
      'model',
      `"${weights.path}" is not a 3D convolution; only 3D networks are supported.`,
    );
  }
  return permuteAxes(kernel, [0, 1, 4, 3, 2]);
}

function kernelConstants(graph: GraphBuilder, weights: Weights, kernel: FloatTensor): string[] {
  const names = [graph.constant(`${weights.path}.weight`, kernel)];
  if (weights.has('bias')) names.push(graph.constant(`${weights.path}.bias`, weights.get('bias')));
  return names;
}

function samePadding(kernel: FloatTensor): number[] {
  const half = kernel.dims.slice(2).map((size) => (size - 1) / 2);
  return [...half, ...half];
}
