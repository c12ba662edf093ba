import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../graph/builder.ts';
import type { Attribute, Graph } from '../graph/graph.ts';
import { elementCount, floatTensor } from '../graph/tensor.ts';
import { largestDifference, noise } from '../testing/runGraph.ts';
import { lowerConvTranspose } from './lowerConvTranspose.ts';

const dims = [2, 3, 4, 6, 8];

/** One transposed convolution from 3 to 4 channels, with a Relu after it. */
function graphOf(kernel: number[], attributes: Record<string, Attribute>): Graph {
  const graph = new GraphBuilder();
  const groups = Number(attributes.group ?? 1);
  const weightDims = [3, groups > 1 ? 1 : 4, ...kernel];
  const weight = graph.constant('w', floatTensor(weightDims, noise(elementCount(weightDims), 2)));
  const bias = graph.constant('b', floatTensor([weightDims[1] * groups], noise(weightDims[1] * groups, 3)));
  const up = graph.node('ConvTranspose', ['x', weight, bias], 'up', { kernel_shape: kernel, ...attributes });
  const output = graph.node('Relu', [up], 'y');
  return graph.build(
    'test',
    [{ name: 'x', type: 'float32', dims }],
    [{ name: output, type: 'float32', dims: ['n', 'c', 'k', 'j', 'i'] }],
  );
}

function lowered(graph: Graph): Graph {
  return lowerConvTranspose(graph, new Map([['x', dims]]));
}

describe('lowerConvTranspose', () => {
  it.each([
    ['kernel 2, stride 2', [2, 2, 2], { strides: [2, 2, 2] }],
    [
      'kernel 5, stride 2',
      [5, 5, 5],
      { strides: [2, 2, 2], pads: Array(6).fill(2), output_padding: [1, 1, 1] },
    ],
    ['kernel 1, stride 2', [1, 1, 1], { strides: [2, 2, 2], output_padding: [1, 1, 1] }],
    ['kernel 3, stride 1', [3, 3, 3], { pads: Array(6).fill(1) }],
    ['an axis each', [1, 2, 3], { strides: [1, 2, 3] }],
    ['uneven padding', [4, 3, 5], { strides: [2, 2, 4], pads: [1, 0, 0, 1, 1, 1] }],
  ])('makes the same voxels by a plain convolution: %s', async (_, kernel, attributes) => {
    const graph = graphOf(kernel, attributes);
    const plain = lowered(graph);
    expect(plain.nodes.map(({ op }) => op)).not.toContain('ConvTranspose');
    expect(await largestDifference(graph, plain)).toBeLessThan(1e-5);
  });

  it.each([
    ['groups', [2, 2, 2], { strides: [2, 2, 2], group: 3 }],
    ['dilation', [2, 2, 2], { strides: [2, 2, 2], dilations: [2, 2, 2] }],
    ['another enlargement than its stride', [3, 3, 3], { strides: [2, 2, 2] }],
  ])('leaves one with %s as it is', (_, kernel, attributes) => {
    const graph = graphOf(kernel, attributes);
    expect(lowered(graph).nodes).toEqual(graph.nodes);
  });
});
