import { VolscopeError } from '../../contract/errors.ts';
import type { Graph, GraphNode } from '../graph/graph.ts';
import { listAttribute } from './edit.ts';

/** The shape of a value; the operators here need all of its dimensions as numbers. */
export type Shape = readonly number[];

/**
 * Shapes of the values of a network, from those of its inputs: what the operators of our networks need. A value whose shape
 * is not known is left out.
 * @throws VolscopeError('model') if what is joined differs in shape, as where a grid can't be halved
 */
export function inferShapes(graph: Graph, inputShapes: ReadonlyMap<string, Shape>): Map<string, Shape> {
  const shapes = new Map(inputShapes);
  for (const [name, { dims }] of graph.constants) shapes.set(name, dims);
  for (const node of graph.nodes) {
    const shape = outputShape(
      node,
      node.inputs.map((name) => shapes.get(name)),
    );
    if (shape) shapes.set(node.outputs[0], shape);
  }
  return shapes;
}

function outputShape(node: GraphNode, inputs: readonly (Shape | undefined)[]): Shape | undefined {
  const [first, weight] = inputs;
  if (!first) return undefined;
  switch (node.op) {
    case 'Identity':
    case 'BatchNormalization':
    case 'PRelu':
    case 'LeakyRelu':
    case 'Add':
    case 'Sub':
      return first;
    case 'Concat':
      return concatShape(Number(node.attributes.axis), inputs);
    case 'Conv':
      return weight && [first[0], weight[0], ...convolvedGrid(node, first, weight)];
    case 'ConvTranspose':
      return weight && [first[0], weight[1], ...enlargedGrid(node, first, weight)];
    default:
      return undefined;
  }
}

function concatShape(axis: number, inputs: readonly (Shape | undefined)[]): Shape | undefined {
  const known = inputs.filter((shape) => shape !== undefined);
  if (known.length < inputs.length) return undefined;
  if (known.some((shape) => shape.some((dim, at) => at !== axis && dim !== known[0][at]))) {
    throw new VolscopeError(
      'model',
      "The recipe's grid does not fit the network, which halves and doubles it: its sides must be divisible by 16, or by 2 to the number of levels.",
    );
  }
  return known[0].map((dim, at) => (at === axis ? known.reduce((sum, shape) => sum + shape[at], 0) : dim));
}

function convolvedGrid(node: GraphNode, input: Shape, weight: Shape): number[] {
  const rank = input.length - 2;
  const strides = listAttribute(node, 'strides', rank, 1);
  const pads = listAttribute(node, 'pads', 2 * rank, 0);
  const grid = input.slice(2);
  return grid.map(
    (n, axis) => Math.floor((n + pads[axis] + pads[axis + rank] - weight[axis + 2]) / strides[axis]) + 1,
  );
}

function enlargedGrid(node: GraphNode, input: Shape, weight: Shape): number[] {
  const rank = input.length - 2;
  const strides = listAttribute(node, 'strides', rank, 1);
  const pads = listAttribute(node, 'pads', 2 * rank, 0);
  const extra = listAttribute(node, 'output_padding', rank, 0);
  const grid = input.slice(2);
  return grid.map(
    (n, axis) => strides[axis] * (n - 1) + extra[axis] + weight[axis + 2] - pads[axis] - pads[axis + rank],
  );
}
