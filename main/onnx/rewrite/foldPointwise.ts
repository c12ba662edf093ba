import { producersOf, type Graph, type GraphNode } from '../graph/graph.ts';
import { floatTensor, type FloatTensor } from '../graph/tensor.ts';
import { floatConstant, listAttribute, rewriteNodes, useCounts } from './edit.ts';

/**
 * A 1 x 1 x 1 convolution of a sum becomes the sum of such convolutions; both passes below then fold them away.
 * Its bias goes to the first addend.
 */
export function distributePointwise(graph: Graph): Graph {
  const producers = producersOf(graph);
  const uses = useCounts(graph);
  const sums = new Set<GraphNode>();
  for (const node of graph.nodes) {
    const sum = narrows(graph, node) ? producers.get(node.inputs[0]) : undefined;
    if (sum?.op === 'Add' && uses.get(sum.outputs[0]) === 1) sums.add(sum);
  }
  return rewriteNodes(graph, (node) => {
    if (sums.has(node)) return [];
    const sum = narrows(graph, node) ? producers.get(node.inputs[0]) : undefined;
    if (!sum || !sums.has(sum)) return undefined;
    const [output] = node.outputs;
    const parts = sum.inputs.map((addend, index) => ({
      ...node,
      inputs: [addend, node.inputs[1], ...(index === 0 ? node.inputs.slice(2) : [])],
      outputs: [`${output}.part${index}`],
    }));
    return [...parts, { ...sum, inputs: parts.map((part) => part.outputs[0]), outputs: [output] }];
  });
}

/** A 1 x 1 x 1 convolution right after another convolution becomes part of its weights: V (W x + b) = (V W) x + V b. */
export function foldPointwise(graph: Graph): Graph {
  const producers = producersOf(graph);
  const uses = useCounts(graph);
  const firstOf = new Map<GraphNode, GraphNode>();
  for (const node of graph.nodes) {
    const producer = narrows(graph, node) ? producers.get(node.inputs[0]) : undefined;
    if (producer?.op !== 'Conv' || !floatConstant(graph, producer.inputs[1])) continue;
    const alone = uses.get(producer.outputs[0]) === 1 && (producer.attributes.group ?? 1) === 1;
    // A producer that is itself folded into another is left for the next run of this pass.
    if (alone && !firstOf.has(producer)) firstOf.set(node, producer);
  }
  const folded = new Set(firstOf.values());
  return rewriteNodes(graph, (node, add) => {
    if (folded.has(node)) return [];
    const first = firstOf.get(node);
    if (!first) return undefined;
    const [output] = node.outputs;
    const mix = floatConstant(graph, node.inputs[1])!;
    const weight = mixRows(mix, floatConstant(graph, first.inputs[1])!);
    const bias = mixedBias(mix, floatConstant(graph, first.inputs[2]), floatConstant(graph, node.inputs[2]));
    return [
      {
        ...first,
        inputs: [first.inputs[0], add(`${output}.weight`, weight), add(`${output}.bias`, bias)],
        outputs: [output],
      },
    ];
  });
}

/** A pointwise convolution that makes no more channels than it takes: one that makes more would widen what it is folded into. */
function narrows(graph: Graph, node: GraphNode): boolean {
  const weight = isPointwise(graph, node) ? floatConstant(graph, node.inputs[1]) : undefined;
  return weight !== undefined && weight.dims[0] <= weight.dims[1];
}

function isPointwise(graph: Graph, node: GraphNode): boolean {
  const weight = node.op === 'Conv' ? floatConstant(graph, node.inputs[1]) : undefined;
  if (!weight || (node.attributes.group ?? 1) !== 1) return false;
  const rank = weight.dims.length - 2;
  return (
    weight.dims.slice(2).every((size) => size === 1) &&
    listAttribute(node, 'strides', rank, 1).every((stride) => stride === 1) &&
    listAttribute(node, 'pads', 2 * rank, 0).every((pad) => pad === 0)
  );
}

function mixedBias(
  mix: FloatTensor,
  inner: FloatTensor | undefined,
  own: FloatTensor | undefined,
): FloatTensor {
  const bias = inner ? mixRows(mix, inner).data : new Float32Array(mix.dims[0]);
  return floatTensor(
    [mix.dims[0]],
    bias.map((value, channel) => value + (own?.data[channel] ?? 0)),
  );
}

/** Rows of `weight` (its first axis) mixed by a matrix [outputs, rows, 1...]. */
function mixRows(mix: FloatTensor, weight: FloatTensor): FloatTensor {
  const [outputs, rows] = mix.dims;
  const length = weight.data.length / rows;
  const data = new Float32Array(outputs * length);
  for (let output = 0; output < outputs; output++)
    for (let row = 0; row < rows; row++)
      for (let n = 0; n < length; n++)
        data[output * length + n] += mix.data[output * rows + row] * weight.data[row * length + n];
  return { type: 'float32', dims: [outputs, ...weight.dims.slice(1)], data };
}
