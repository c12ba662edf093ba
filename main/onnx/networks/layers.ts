import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import type { GraphBuilder } from '../graph/builder.ts';
import { floatTensor, permuteAxes, type FloatTensor } from '../graph/tensor.ts';
import type { ActivationDef, Triple } from './options.ts';
import type { Weights } from './weights.ts';

/** A value in the making: its name in the graph, [1, channels, k, j, i]. */
export interface Feature {
  readonly name: string;
  readonly channels: number;
}

/** Sizes for the axes (i, j, k), as MONAI lists them. */
export interface ConvolutionSpec {
  /** Output channels. */
  readonly channels: number;
  readonly kernel: Triple;
  readonly stride: Triple;
  readonly bias: boolean;
  /** Left out: "same" padding, for which kernels must be odd. */
  readonly padding?: Triple;
}

export const ones: Triple = [1, 1, 1];

/** Adds a 3D convolution. */
export function convolution(
  graph: GraphBuilder,
  input: Feature,
  weights: Weights,
  spec: ConvolutionSpec,
): Feature {
  const kernel = kernelKji(weights, [spec.channels, input.channels], spec.kernel);
  const padding = spec.padding ?? samePadding(spec.kernel, weights);
  const constants = kernelConstants(graph, weights, kernel, spec);
  const name = graph.node('Conv', [input.name, ...constants], weights.path, {
    kernel_shape: kernel.dims.slice(2),
    strides: kji(spec.stride),
    pads: [...kji(padding), ...kji(padding)],
  });
  return { name, channels: spec.channels };
}

/** Adds a transposed 3D convolution that enlarges each axis by just its stride. */
export function transposedConvolution(
  graph: GraphBuilder,
  input: Feature,
  weights: Weights,
  spec: ConvolutionSpec,
): Feature {
  const kernel = kernelKji(weights, [input.channels, spec.channels], spec.kernel);
  const padding = kji(spec.padding ?? samePadding(spec.kernel, weights));
  const stride = kji(spec.stride);
  const extra = stride.map((step, axis) => step + 2 * padding[axis] - kernel.dims[axis + 2]);
  if (extra.some((each) => each < 0)) {
    throw new VolscopeError(
      'model',
      sentence`"${weights.path}" would enlarge the grid by more than its stride (kernel ${spec.kernel.join(' x ')}, stride ${spec.stride.join(' x ')}), which is not supported.`,
    );
  }
  const constants = kernelConstants(graph, weights, kernel, spec);
  const name = graph.node('ConvTranspose', [input.name, ...constants], weights.path, {
    kernel_shape: kernel.dims.slice(2),
    strides: stride,
    pads: [...padding, ...padding],
    output_padding: extra,
  });
  return { name, channels: spec.channels };
}

/** Adds an activation; PReLU's slope is one for all channels or one for each. Null adds nothing. */
export function activate(
  graph: GraphBuilder,
  input: Feature,
  weights: Weights,
  activation: ActivationDef | null,
): Feature {
  if (!activation) return input;
  const { channels } = input;
  switch (activation.kind) {
    case 'relu':
      return { name: graph.node('Relu', [input.name], weights.path), channels };
    case 'leakyrelu': {
      const attributes = { alpha: { float: activation.slope } };
      return { name: graph.node('LeakyRelu', [input.name], weights.path, attributes), channels };
    }
    case 'prelu': {
      const slope = weights.get('weight');
      if (slope.data.length !== 1) weights.get('weight', [channels]);
      const dims = [slope.data.length, 1, 1, 1];
      const name = graph.constant(`${weights.path}.weight`, { ...slope, dims });
      return { name: graph.node('PRelu', [input.name, name], weights.path), channels };
    }
  }
}

/** Adds a value to another of the same shape. */
export function add(graph: GraphBuilder, a: Feature, b: Feature, name: string): Feature {
  return { name: graph.node('Add', [a.name, b.name], name), channels: a.channels };
}

/** Joins values along the channels. */
export function concatenate(graph: GraphBuilder, a: Feature, b: Feature, name: string): Feature {
  return {
    name: graph.node('Concat', [a.name, b.name], name, { axis: 1 }),
    channels: a.channels + b.channels,
  };
}

/** Halves each axis to the largest of its pairs. */
export function maxPool(graph: GraphBuilder, input: Feature, name: string): Feature {
  const attributes = { kernel_shape: [2, 2, 2], strides: [2, 2, 2] };
  return { name: graph.node('MaxPool', [input.name], name, attributes), channels: input.channels };
}

/**
 * Doubles each axis by trilinear interpolation. With `alignCorners` the outermost voxels' centres stay where they are,
 * else the outermost voxels' edges do.
 */
export function doubleLinearly(
  graph: GraphBuilder,
  input: Feature,
  name: string,
  alignCorners: boolean,
): Feature {
  const scales = graph.constant(`${name}.scales`, floatTensor([5], [1, 1, 2, 2, 2]));
  const output = graph.node('Resize', [input.name, '', scales], name, {
    mode: 'linear',
    coordinate_transformation_mode: alignCorners ? 'align_corners' : 'half_pixel',
  });
  return { name: output, channels: input.channels };
}

/**
 * The kernel for axes [k, j, i]. Networks are trained on arrays indexed [i, j, k] in which k varies fastest; our voxels
 * are stored with i fastest, which ONNX calls [k, j, i]: the same voxels with the three axes in reverse order.
 */
function kernelKji(weights: Weights, channels: readonly [number, number], size: Triple): FloatTensor {
  return permuteAxes(weights.get('weight', [...channels, ...size]), [0, 1, 4, 3, 2]);
}

function kernelConstants(
  graph: GraphBuilder,
  weights: Weights,
  kernel: FloatTensor,
  { bias, channels }: ConvolutionSpec,
): string[] {
  const names = [graph.constant(`${weights.path}.weight`, kernel)];
  if (bias) names.push(graph.constant(`${weights.path}.bias`, weights.get('bias', [channels])));
  return names;
}

function samePadding(kernel: Triple, weights: Weights): Triple {
  if (kernel.some((size) => size % 2 === 0)) {
    throw new VolscopeError(
      'model',
      sentence`"${weights.path}" has an even kernel (${kernel.join(' x ')}), for which MONAI knows no "same" padding.`,
    );
  }
  return kernel.map((size) => (size - 1) / 2) as unknown as Triple;
}

function kji([i, j, k]: Triple): Triple {
  return [k, j, i];
}
