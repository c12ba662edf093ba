import { dropUnusedConstants, type Attribute, type Graph, type GraphNode } from '../graph/graph.ts';
import type { FloatTensor, Tensor } from '../graph/tensor.ts';

/**
 * What a pass makes of a node: the nodes that take its place, or undefined to leave it. Names of new values and constants
 * derive from the node's output, which is unique in the graph.
 */
export type NodeRewrite = (
  node: GraphNode,
  add: (name: string, tensor: Tensor) => string,
) => GraphNode[] | undefined;

/** The graph with each node replaced as `rewrite` says, and without constants that nothing reads any more. */
export function rewriteNodes(graph: Graph, rewrite: NodeRewrite): Graph {
  const constants = new Map(graph.constants);
  const add = (name: string, tensor: Tensor): string => {
    constants.set(name, tensor);
    return name;
  };
  const nodes = graph.nodes.flatMap((node) => rewrite(node, add) ?? [node]);
  return dropUnusedConstants({ ...graph, nodes, constants });
}

/** The constant float tensor of this name, if it is one. */
export function floatConstant(graph: Graph, name: string | undefined): FloatTensor | undefined {
  const tensor = name === undefined ? undefined : graph.constants.get(name);
  return tensor?.type === 'float32' ? tensor : undefined;
}

/** A list attribute, or `length` times the value that ONNX assumes where it is left out. */
export function listAttribute(
  node: GraphNode,
  name: string,
  length: number,
  otherwise: number,
): readonly number[] {
  const value: Attribute | undefined = node.attributes[name];
  return Array.isArray(value) ? value : Array.from({ length }, () => otherwise);
}

/** A float attribute. */
export function floatAttribute(node: GraphNode, name: string, otherwise: number): number {
  const value = node.attributes[name];
  return typeof value === 'object' && 'float' in value ? value.float : otherwise;
}

/** How often each value is read, the graph's outputs included. */
export function useCounts(graph: Graph): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const node of graph.nodes) node.inputs.forEach(count);
  graph.outputs.forEach(({ name }) => count(name));
  return counts;
}
