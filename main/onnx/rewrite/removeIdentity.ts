import type { Graph } from '../graph/graph.ts';

/** Drops nodes that only rename a value, but for those that make an output of the graph. */
export function removeIdentity(graph: Graph): Graph {
  const outputs = new Set(graph.outputs.map(({ name }) => name));
  const sources = new Map<string, string>();
  const nodes = graph.nodes.flatMap((node) => {
    const inputs = node.inputs.map((name) => sources.get(name) ?? name);
    if (node.op !== 'Identity' || outputs.has(node.outputs[0])) return [{ ...node, inputs }];
    sources.set(node.outputs[0], inputs[0]);
    return [];
  });
  return { ...graph, nodes };
}
