import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import type { Graph, GraphNode } from '../graph/graph.ts';
import type { Tensor } from '../graph/tensor.ts';
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
      graph.constants,
    );
    if (shape) shapes.set(node.outputs[0], shape);
  }
  return shapes;
}

function outputShape(
  node: GraphNode,
  inputs: readonly (Shape | undefined)[],
  constants: ReadonlyMap<string, Tensor>,
): Shape | undefined {
  const [first, second] = inputs;
  if (!first) return undefined;
  switch (node.op) {
    case 'Identity':
    case 'BatchNormalization':
    case 'PRelu':
    case 'LeakyRelu':
    case 'Relu':
    case 'InstanceNormalization':
    case 'Sqrt':
      return first;
    case 'Add':
    case 'Sub':
    case 'Mul':
    case 'Div':
      return second && broadcastShape(first, second);
    case 'Concat':
      return concatShape(Number(node.attributes.axis), inputs);
    case 'Conv':
      return second && [first[0], second[0], ...convolvedGrid(node, first, second.slice(2))];
    case 'ConvTranspose':
      return second && [first[0], second[1], ...enlargedGrid(node, first, second.slice(2))];
    case 'MaxPool':
      return [...first.slice(0, 2), ...convolvedGrid(node, first, listAttribute(node, 'kernel_shape', 0, 1))];
    case 'Resize':
      return resizedShape(first, constants.get(node.inputs[2]));
    case 'ReduceMean':
      return reducedShape(node, first, constants.get(node.inputs[1]));
    default:
      return undefined;
  }
}

function concatShape(axis: number, inputs: readonly (Shape | undefined)[]): Shape | undefined {
  const known = inputs.filter((shape) => shape !== undefined);
  if (known.length < inputs.length) return undefined;
  if (known.some((shape) => shape.some((dim, at) => at !== axis && dim !== known[0][at]))) {
    throw gridError();
  }
  return known[0].map((dim, at) => (at === axis ? known.reduce((sum, shape) => sum + shape[at], 0) : dim));
}

function gridError(): VolscopeError {
  return new VolscopeError(
    'model',
    sentence`The recipe's grid does not fit the network, which halves and doubles it: its sides must be divisible by 16, or by 2 to the number of levels.`,
  );
}

function broadcastShape(a: Shape, b: Shape): Shape | undefined {
  const rank = Math.max(a.length, b.length);
  const dimOf = (shape: Shape, axis: number): number => shape[axis - rank + shape.length] ?? 1;
  const dims = Array.from({ length: rank }, (_, axis) => [dimOf(a, axis), dimOf(b, axis)]);
  if (dims.some(([m, n]) => m !== n && m !== 1 && n !== 1)) throw gridError();
  return dims.map(([m, n]) => Math.max(m, n));
}

function resizedShape(input: Shape, scales: Tensor | undefined): Shape | undefined {
  if (scales?.type !== 'float32' || scales.data.length !== input.length) return undefined;
  return input.map((n, axis) => Math.floor(n * scales.data[axis]));
}

function reducedShape(node: GraphNode, input: Shape, axes: Tensor | undefined): Shape | undefined {
  if (axes?.type !== 'int64' || node.attributes.keepdims === 0) return undefined;
  const reduced = [...axes.data].map((axis) => Number(axis));
  return input.map((n, axis) => (reduced.includes(axis) ? 1 : n));
}

function convolvedGrid(node: GraphNode, input: Shape, kernel: Shape): number[] {
  const rank = input.length - 2;
  const strides = listAttribute(node, 'strides', rank, 1);
  const pads = listAttribute(node, 'pads', 2 * rank, 0);
  const grid = input.slice(2);
  return grid.map(
    (n, axis) => Math.floor((n + pads[axis] + pads[axis + rank] - kernel[axis]) / strides[axis]) + 1,
  );
}

function enlargedGrid(node: GraphNode, input: Shape, kernel: Shape): number[] {
  const rank = input.length - 2;
  const strides = listAttribute(node, 'strides', rank, 1);
  const pads = listAttribute(node, 'pads', 2 * rank, 0);
  const extra = listAttribute(node, 'output_padding', rank, 0);
  const grid = input.slice(2);
  return grid.map(
    (n, axis) => strides[axis] * (n - 1) + extra[axis] + kernel[axis] - pads[axis] - pads[axis + rank],
  );
}
