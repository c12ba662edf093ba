import { producersOf, type Graph, type GraphNode } from '../graph/graph.ts';
import { floatTensor, type FloatTensor } from '../graph/tensor.ts';
import { floatAttribute, floatConstant, rewriteNodes, useCounts } from './edit.ts';

/**
 * Batch norm after a convolution, plain or transposed, becomes part of its weights:
 * s (W x + b - mean) + beta, with s = gamma / sqrt(variance + epsilon), is (s W) x + (s (b - mean) + beta).
 */
export function foldBatchNorm(graph: Graph): Graph {
  const producers = producersOf(graph);
  const uses = useCounts(graph);
  const norms = new Map<GraphNode, GraphNode>();
  for (const node of graph.nodes) {
    if (node.op !== 'BatchNormalization' || uses.get(node.inputs[0]) !== 1) continue;
    const producer = producers.get(node.inputs[0]);
    const convolves = producer?.op === 'Conv' || producer?.op === 'ConvTranspose';
    if (convolves && (producer.attributes.group ?? 1) === 1) norms.set(producer, node);
  }
  const folded = new Set(norms.values());
  return rewriteNodes(graph, (node, add) => {
    if (folded.has(node)) return [];
    const norm = norms.get(node);
    if (!norm) return undefined;
    const [gamma, beta, mean, variance] = norm.inputs.slice(1).map((name) => floatConstant(graph, name));
    const weight = floatConstant(graph, node.inputs[1]);
    if (!gamma || !beta || !mean || !variance || !weight)
      throw new Error('The weights of a batch norm are not constant.');
    const epsilon = floatAttribute(norm, 'epsilon', 1e-5);
    const scale = gamma.data.map((value, c) => value / Math.sqrt(variance.data[c] + epsilon));
    const bias = floatConstant(graph, node.inputs[2]);
    const shifted = beta.data.map((value, c) => value + scale[c] * ((bias?.data[c] ?? 0) - mean.data[c]));
    const name = norm.outputs[0];
    const inputs = [
      node.inputs[0],
      add(`${name}.weight`, scaleOutputs(weight, scale, node.op === 'Conv' ? 0 : 1)),
      add(`${name}.bias`, floatTensor([shifted.length], shifted)),
    ];
    return [{ ...node, inputs, outputs: norm.outputs }];
  });
}

/** A kernel with each output channel scaled; its output channels lie along `axis`. */
function scaleOutputs(kernel: FloatTensor, scale: Float32Array, axis: 0 | 1): FloatTensor {
  const inner = kernel.dims.slice(axis + 1).reduce((product, dim) => product * dim, 1);
  const data = kernel.data.map(
    (value, index) => value * scale[Math.floor(index / inner) % kernel.dims[axis]],
  );
  return { ...kernel, data };
}
