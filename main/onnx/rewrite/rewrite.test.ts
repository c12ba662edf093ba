import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../graph/builder.ts';
import { decodeModel } from '../graph/decode.ts';
import type { Graph } from '../graph/graph.ts';
import { floatTensor, type FloatTensor } from '../graph/tensor.ts';
import { largestDifference, noise } from '../testing/runGraph.ts';
import { addParallelConvolutions } from './addParallelConvolutions.ts';
import { foldBatchNorm } from './foldBatchNorm.ts';
import { distributePointwise, foldPointwise } from './foldPointwise.ts';
import { lowerConvTranspose } from './lowerConvTranspose.ts';
import { optimise } from './optimise.ts';
import { removeIdentity } from './removeIdentity.ts';
import { sharedSlopeToLeakyRelu } from './sharedSlope.ts';

const inputDims = [1, 3, 4, 6, 8];
const shapes = new Map([['x', inputDims]]);
let seed = 1;

function weights(...dims: number[]): FloatTensor {
  return floatTensor(
    dims,
    noise(
      dims.reduce((a, b) => a * b, 1),
      ++seed,
    ),
  );
}

/** A graph with input `x` [1, 3, 4, 6, 8], made by `make`, which returns the name of its output. */
function graphOf(make: (graph: GraphBuilder) => string): Graph {
  const builder = new GraphBuilder();
  const output = builder.node('Identity', [make(builder)], 'y');
  return builder.build(
    'test',
    [{ name: 'x', type: 'float32', dims: inputDims }],
    [{ name: output, type: 'float32', dims: ['n', 'c', 'k', 'j', 'i'] }],
  );
}

function conv(
  graph: GraphBuilder,
  input: string,
  channels: [number, number],
  size: number,
  bias = true,
): string {
  const parameters = [graph.constant('w', weights(channels[0], channels[1], size, size, size))];
  if (bias) parameters.push(graph.constant('b', weights(channels[0])));
  const pad = (size - 1) / 2;
  return graph.node('Conv', [input, ...parameters], 'conv', {
    kernel_shape: [size, size, size],
    pads: Array(6).fill(pad),
  });
}

function transposed(graph: GraphBuilder, input: string, channels: [number, number]): string {
  const parameters = [
    graph.constant('w', weights(...channels, 3, 3, 3)),
    graph.constant('b', weights(channels[1])),
  ];
  return graph.node('ConvTranspose', [input, ...parameters], 'up', {
    kernel_shape: [3, 3, 3],
    strides: [2, 2, 2],
    pads: [1, 1, 1, 1, 1, 1],
    output_padding: [1, 1, 1],
  });
}

function norm(graph: GraphBuilder, input: string, channels: number): string {
  const variance = floatTensor(
    [channels],
    noise(channels, ++seed).map((value) => value + 1.5),
  );
  const parts = [weights(channels), weights(channels), weights(channels), variance];
  const names = parts.map((part) => graph.constant('norm', part));
  return graph.node('BatchNormalization', [input, ...names], 'normed', { epsilon: { float: 1e-5 } });
}

function prelu(graph: GraphBuilder, input: string, slope: FloatTensor): string {
  return graph.node('PRelu', [input, graph.constant('slope', slope)], 'active');
}

function ops(graph: Graph): string[] {
  return graph.nodes.map(({ op }) => op).filter((op) => op !== 'Identity');
}

describe('foldBatchNorm', () => {
  it.each([true, false])('makes it part of a convolution (with a bias: %s)', async (bias) => {
    const graph = graphOf((g) => norm(g, conv(g, 'x', [5, 3], 3, bias), 5));
    const folded = foldBatchNorm(graph);
    expect(ops(folded)).toEqual(['Conv']);
    expect(await largestDifference(graph, folded)).toBeLessThan(1e-5);
  });

  it('makes it part of a transposed convolution', async () => {
    const graph = graphOf((g) => norm(g, transposed(g, 'x', [3, 4]), 4));
    const folded = foldBatchNorm(graph);
    expect(ops(folded)).toEqual(['ConvTranspose']);
    expect(await largestDifference(graph, folded)).toBeLessThan(1e-5);
  });

  it('leaves it where the convolution is read by others too', () => {
    const graph = graphOf((g) => {
      const shared = conv(g, 'x', [5, 3], 3);
      return g.node('Add', [norm(g, shared, 5), shared], 'sum');
    });
    expect(ops(foldBatchNorm(graph))).toEqual(['Conv', 'BatchNormalization', 'Add']);
  });
});

describe('sharedSlopeToLeakyRelu', () => {
  it('replaces PReLU with one slope, and leaves one with a slope for each channel', async () => {
    const one = graphOf((g) => prelu(g, 'x', floatTensor([1, 1, 1, 1], [0.3])));
    expect(ops(sharedSlopeToLeakyRelu(one))).toEqual(['LeakyRelu']);
    expect(await largestDifference(one, sharedSlopeToLeakyRelu(one))).toBeLessThan(1e-6);
    const several = graphOf((g) => prelu(g, 'x', floatTensor([3, 1, 1, 1], [0.1, 0.2, 0.3])));
    expect(ops(sharedSlopeToLeakyRelu(several))).toEqual(['PRelu']);
  });
});

describe('lowerConvTranspose', () => {
  it('makes the same voxels by a plain convolution, with the activation beside it', async () => {
    const graph = sharedSlopeToLeakyRelu(
      graphOf((g) => prelu(g, transposed(g, 'x', [3, 4]), floatTensor([1, 1, 1, 1], [0.3]))),
    );
    const lowered = lowerConvTranspose(graph, shapes);
    expect(ops(lowered).slice(0, 2)).toEqual(['Conv', 'LeakyRelu']);
    expect(ops(lowered)).not.toContain('ConvTranspose');
    expect(await largestDifference(graph, lowered)).toBeLessThan(1e-5);
  });
});

describe('folding a 1 x 1 x 1 convolution', () => {
  it('into the convolution before it', async () => {
    const graph = graphOf((g) => conv(g, conv(g, 'x', [5, 3], 3), [2, 5], 1));
    expect(ops(foldPointwise(graph))).toEqual(['Conv']);
    expect(await largestDifference(graph, foldPointwise(graph))).toBeLessThan(1e-5);
  });

  it('through a residual sum, into one convolution', async () => {
    const graph = graphOf((g) => {
      const sum = g.node('Add', [conv(g, 'x', [3, 3], 3), 'x'], 'sum');
      return conv(g, sum, [1, 3], 1);
    });
    const distributed = foldPointwise(distributePointwise(graph));
    expect(ops(distributed)).toEqual(['Conv', 'Conv', 'Add']);
    const folded = addParallelConvolutions(distributed);
    expect(ops(folded)).toEqual(['Conv']);
    expect(await largestDifference(graph, folded)).toBeLessThan(1e-5);
  });

  it('not where it makes more channels than it takes: the larger kernel would get wider', () => {
    const graph = graphOf((g) => conv(g, conv(g, 'x', [2, 3], 3), [5, 2], 1));
    expect(ops(foldPointwise(graph))).toEqual(['Conv', 'Conv']);
  });

  it('not where the sum is read by others too', () => {
    const graph = graphOf((g) => {
      const sum = g.node('Add', [conv(g, 'x', [3, 3], 3), 'x'], 'sum');
      return g.node('Add', [conv(g, sum, [3, 3], 1), sum], 'both');
    });
    expect(ops(distributePointwise(graph))).toEqual(ops(graph));
  });
});

describe('addParallelConvolutions', () => {
  it('leaves kernels of which neither lies within the other, as 1 x 3 x 3 and 3 x 1 x 1', () => {
    const flat = (g: GraphBuilder, size: [number, number, number]): string =>
      g.node('Conv', ['x', g.constant('w', weights(3, 3, ...size))], 'flat', {
        kernel_shape: size,
        pads: [...size, ...size].map((n) => (n - 1) / 2),
      });
    const graph = graphOf((g) => g.node('Add', [flat(g, [1, 3, 3]), flat(g, [3, 1, 1])], 'sum'));
    expect(ops(addParallelConvolutions(graph))).toEqual(['Conv', 'Conv', 'Add']);
  });
});

describe('optimise', () => {
  it('leaves the whole network as it was, but for rounding', async () => {
    const network = decodeModel(readFileSync('models/spleen-monai-tutorial/model.onnx'));
    const dims = [1, 1, 16, 32, 48];
    const [input, output] = [network.inputs[0], network.outputs[0]];
    const graph: Graph = {
      ...network,
      inputs: [{ ...input, dims }],
      outputs: [{ ...output, dims: [1, 2, 16, 32, 48] }],
    };
    const optimised = optimise(removeIdentity(graph), new Map([[input.name, dims]]));
    expect(ops(optimised)).not.toContain('BatchNormalization');
    expect(ops(optimised)).not.toContain('ConvTranspose');
    expect(await largestDifference(graph, optimised)).toBeLessThan(1e-4);
  });
});
