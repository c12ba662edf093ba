import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import type { GraphBuilder } from '../graph/builder.ts';
import { floatTensor, type FloatTensor } from '../graph/tensor.ts';
import type { Feature } from './layers.ts';
import type { NormDef } from './options.ts';
import type { Weights } from './weights.ts';

/** Adds a norm as it is in inference. Null adds nothing. */
export function normalise(
  graph: GraphBuilder,
  input: Feature,
  weights: Weights,
  norm: NormDef | null,
): Feature {
  if (!norm) return input;
  const { channels } = input;
  switch (norm.kind) {
    case 'batch':
      return { name: batchNorm(graph, input, weights, norm), channels };
    case 'instance':
      return { name: instanceNorm(graph, input, weights, norm), channels };
    case 'group':
      return { name: groupNorm(graph, input, weights, norm), channels };
  }
}

type Of<K> = Extract<NormDef, { kind: K }>;

function batchNorm(graph: GraphBuilder, input: Feature, weights: Weights, norm: Of<'batch'>): string {
  const { channels } = input;
  const parts = { ...scaleAndShift(weights, norm, channels), ...statistics(weights, channels) };
  const constants = Object.entries(parts).map(([part, tensor]) =>
    graph.constant(`${weights.path}.${part}`, tensor),
  );
  return graph.node('BatchNormalization', [input.name, ...constants], weights.path, {
    epsilon: { float: norm.epsilon },
  });
}

function instanceNorm(graph: GraphBuilder, input: Feature, weights: Weights, norm: Of<'instance'>): string {
  const constants = Object.entries(scaleAndShift(weights, norm, input.channels)).map(([part, tensor]) =>
    graph.constant(`${weights.path}.${part}`, tensor),
  );
  return graph.node('InstanceNormalization', [input.name, ...constants], weights.path, {
    epsilon: { float: norm.epsilon },
  });
}

/**
 * Group norm out of operators that every provider has (ONNX's own needs opset 21): the channels' means are averaged within
 * their groups by a small matrix, written as a 1 x 1 x 1 convolution, so that no value changes its shape.
 */
function groupNorm(graph: GraphBuilder, input: Feature, weights: Weights, norm: Of<'group'>): string {
  const { channels } = input;
  const { path } = weights;
  if (channels % norm.groups !== 0) {
    throw new VolscopeError(
      'model',
      sentence`"${path}" has ${channels} channels, not divisible by ${norm.groups} groups.`,
    );
  }
  const { weight, bias } = scaleAndShift(weights, norm, channels);
  const average = graph.constant(`${path}.average`, groupAverage(channels, norm.groups));
  const groupMean = (value: string, name: string): string => {
    const means = graph.node('ReduceMean', [value, graph.integers(2, 3, 4)], `${path}.${name}s`, {
      keepdims: 1,
    });
    return graph.node('Conv', [means, average], `${path}.${name}`, { kernel_shape: [1, 1, 1] });
  };
  const centred = graph.node('Sub', [input.name, groupMean(input.name, 'mean')], `${path}.centred`);
  const variance = groupMean(graph.node('Mul', [centred, centred], `${path}.squares`), 'variance');
  const epsilon = graph.constant(`${path}.epsilon`, floatTensor([1], [norm.epsilon]));
  const deviation = graph.node(
    'Sqrt',
    [graph.node('Add', [variance, epsilon], `${path}.floored`)],
    `${path}.deviation`,
  );
  const perChannel = (part: string, tensor: FloatTensor): string =>
    graph.constant(`${path}.${part}`, { ...tensor, dims: [1, channels, 1, 1, 1] });
  const scale = graph.node('Div', [perChannel('weight', weight), deviation], `${path}.scale`);
  const scaled = graph.node('Mul', [centred, scale], `${path}.scaled`);
  return graph.node('Add', [scaled, perChannel('bias', bias)], path);
}

/** Kernel [channels, channels, 1, 1, 1] that gives each channel its group's mean. */
function groupAverage(channels: number, groups: number): FloatTensor {
  const size = channels / groups;
  const data = Float32Array.from({ length: channels * channels }, (_, at) => {
    const sameGroup = Math.floor(at / channels / size) === Math.floor((at % channels) / size);
    return sameGroup ? 1 / size : 0;
  });
  return floatTensor([channels, channels, 1, 1, 1], data);
}

function scaleAndShift(
  weights: Weights,
  { affine }: NormDef,
  channels: number,
): Record<'weight' | 'bias', FloatTensor> {
  if (affine) return { weight: weights.get('weight', [channels]), bias: weights.get('bias', [channels]) };
  return {
    weight: floatTensor([channels], new Float32Array(channels).fill(1)),
    bias: floatTensor([channels], new Float32Array(channels)),
  };
}

function statistics(weights: Weights, channels: number): Record<'running_mean' | 'running_var', FloatTensor> {
  return {
    running_mean: weights.get('running_mean', [channels]),
    running_var: weights.get('running_var', [channels]),
  };
}
