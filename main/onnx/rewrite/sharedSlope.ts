import type { Graph } from '../graph/graph.ts';
import { floatConstant, rewriteNodes } from './edit.ts';

/** PReLU with one slope for all channels is LeakyRelu, which onnxruntime computes inside the convolution before it. */
export function sharedSlopeToLeakyRelu(graph: Graph): Graph {
  return rewriteNodes(graph, (node) => {
    const slope = node.op === 'PRelu' ? floatConstant(graph, node.inputs[1]) : undefined;
    if (!slope?.data.every((value) => value === slope.data[0])) return undefined;
    return [
      { ...node, op: 'LeakyRelu', inputs: [node.inputs[0]], attributes: { alpha: { float: slope.data[0] } } },
    ];
  });
}
