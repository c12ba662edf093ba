import { producersOf, type Graph, type GraphNode } from '../graph/graph.ts';
import { elementCount, floatTensor, type FloatTensor } from '../graph/tensor.ts';
import { floatConstant, listAttribute, rewriteNodes, useCounts } from './edit.ts';

/**
 * The sum of two convolutions of the same input becomes one: the smaller kernel is added to the middle of the larger. Both
 * must be stride 1 with "same" padding.
 */
export function addParallelConvolutions(graph: Graph): Graph {
  const producers = producersOf(graph);
  const uses = useCounts(graph);
  const addends = (node: GraphNode): [GraphNode, GraphNode] | undefined => {
    if (node.op !== 'Add') return undefined;
    const [a, b] = node.inputs.map((name) => producers.get(name));
    if (!a || !b || a === b || a.inputs[0] !== b.inputs[0]) return undefined;
    const plain = [a, b].every((conv) => isSamePadded(graph, conv) && uses.get(conv.outputs[0]) === 1);
    return plain && nested(graph, a, b) ? [a, b] : undefined;
  };
  const merged = new Set(graph.nodes.flatMap((node) => addends(node) ?? []));
  return rewriteNodes(graph, (node, add) => {
    if (merged.has(node)) return [];
    const pair = addends(node);
    if (!pair) return undefined;
    const weights = pair.map((conv) => floatConstant(graph, conv.inputs[1])!);
    const [large, small] =
      weights[0].data.length >= weights[1].data.length ? weights : [weights[1], weights[0]];
    const biases = pair.map((conv) => floatConstant(graph, conv.inputs[2]));
    const bias = floatTensor(
      [large.dims[0]],
      Array.from({ length: large.dims[0] }, (_, c) => sumAt(biases, c)),
    );
    const [output] = node.outputs;
    const convolution = pair.find((conv) => floatConstant(graph, conv.inputs[1]) === large)!;
    const inputs = [
      convolution.inputs[0],
      add(`${output}.weight`, addCentred(large, small)),
      add(`${output}.bias`, bias),
    ];
    return [{ ...convolution, inputs, outputs: [output] }];
  });
}

function isSamePadded(graph: Graph, node: GraphNode): boolean {
  const weight = node.op === 'Conv' ? floatConstant(graph, node.inputs[1]) : undefined;
  if (!weight || (node.attributes.group ?? 1) !== 1) return false;
  const sizes = weight.dims.slice(2);
  const pads = listAttribute(node, 'pads', 2 * sizes.length, 0);
  return (
    listAttribute(node, 'strides', sizes.length, 1).every((stride) => stride === 1) &&
    listAttribute(node, 'dilations', sizes.length, 1).every((dilation) => dilation === 1) &&
    pads.every((pad, at) => 2 * pad === sizes[at % sizes.length] - 1)
  );
}

/** Does one of the kernels lie within the other along every axis? Those of 1 x 3 x 3 and 3 x 1 x 1 do not. */
function nested(graph: Graph, a: GraphNode, b: GraphNode): boolean {
  const [one, other] = [a, b].map((conv) => floatConstant(graph, conv.inputs[1])?.dims.slice(2) ?? []);
  return one.every((size, axis) => size <= other[axis]) || other.every((size, axis) => size <= one[axis]);
}

function sumAt(tensors: readonly (FloatTensor | undefined)[], index: number): number {
  return tensors.reduce((sum, tensor) => sum + (tensor?.data[index] ?? 0), 0);
}

/** Kernels [outputs, inputs, k, j, i] of odd sizes; `small` fits into `large`. */
function addCentred(large: FloatTensor, small: FloatTensor): FloatTensor {
  const data = large.data.slice();
  const [sizeK, sizeJ, sizeI] = large.dims.slice(2);
  const [tapsK, tapsJ, tapsI] = small.dims.slice(2);
  const channels = elementCount(small.dims.slice(0, 2));
  for (let channel = 0, at = 0; channel < channels; channel++)
    for (let k = (sizeK - tapsK) / 2; k < (sizeK + tapsK) / 2; k++)
      for (let j = (sizeJ - tapsJ) / 2; j < (sizeJ + tapsJ) / 2; j++)
        for (let i = (sizeI - tapsI) / 2; i < (sizeI + tapsI) / 2; i++, at++)
          data[((channel * sizeK + k) * sizeJ + j) * sizeI + i] += small.data[at];
  return { ...large, data };
}
