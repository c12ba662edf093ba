import type { Tensor } from './tensor.ts';

/** What this project reads and writes of ONNX: operator set and file version. */
export const OPSET = 18;
export const IR_VERSION = 9;

/** An integer, a list of integers, or a float (boxed: JavaScript can't tell 1.0 from 1). */
export type Attribute = number | readonly number[] | string | { readonly float: number };

export interface GraphNode {
  readonly op: string;
  /** Names of values; an empty name is an optional input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** An input or output; a dimension is a number or, where it may vary, a name. */
export interface GraphValue {
  readonly name: string;
  readonly type: 'float32' | 'int16';
  readonly dims: readonly (number | string)[];
}

/** An ONNX graph as plain data. Nodes are in an order in which they can run. */
export interface Graph {
  readonly name: string;
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
  readonly nodes: readonly GraphNode[];
  readonly constants: ReadonlyMap<string, Tensor>;
}

/** The nodes that read each value. */
export function consumersOf(graph: Graph): Map<string, GraphNode[]> {
  const consumers = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    for (const input of node.inputs) consumers.set(input, [...(consumers.get(input) ?? []), node]);
  }
  return consumers;
}

/** The node that makes each value. */
export function producersOf(graph: Graph): Map<string, GraphNode> {
  return new Map(graph.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
}

/** Without constants that no node reads. */
export function dropUnusedConstants(graph: Graph): Graph {
  const used = new Set(graph.nodes.flatMap((node) => node.inputs));
  return { ...graph, constants: new Map([...graph.constants].filter(([name]) => used.has(name))) };
}
