import type { Attribute, Graph, GraphNode, GraphValue } from './graph.ts';
import { intVector, type Tensor } from './tensor.ts';

/** Collects the nodes and constants of a graph in the order in which they run, and keeps their names apart. */
export class GraphBuilder {
  private readonly nodes: GraphNode[] = [];
  private readonly constants = new Map<string, Tensor>();
  private readonly names = new Set<string>();

  /** Adds a constant and returns its name, made unique. */
  constant(name: string, tensor: Tensor): string {
    const unique = this.uniqueName(name);
    this.constants.set(unique, tensor);
    return unique;
  }

  /** Adds a list of integers (axes, shapes, slice bounds), once for each content, and returns its name. */
  integers(...values: number[]): string {
    const name = `ints_${values.join('_')}`;
    this.constants.set(name, intVector(values));
    return name;
  }

  /** Adds an operator with one output and returns the output's name: `output`, made unique. */
  node(
    op: string,
    inputs: readonly string[],
    output: string,
    attributes: Record<string, Attribute> = {},
  ): string {
    const unique = this.uniqueName(output);
    this.nodes.push({ op, inputs, outputs: [unique], attributes });
    return unique;
  }

  /** Adds a node as it is. */
  append(node: GraphNode): void {
    for (const output of node.outputs) this.names.add(output);
    this.nodes.push(node);
  }

  /** Adds all nodes and constants of another graph, whose names must not be taken. */
  include(graph: Graph): void {
    for (const [name, tensor] of graph.constants) this.constants.set(name, tensor);
    for (const node of graph.nodes) this.append(node);
  }

  build(name: string, inputs: readonly GraphValue[], outputs: readonly GraphValue[]): Graph {
    return { name, inputs, outputs, nodes: this.nodes, constants: this.constants };
  }

  private uniqueName(name: string): string {
    let unique = name;
    for (let count = 2; this.names.has(unique); count++) unique = `${name}_${count}`;
    this.names.add(unique);
    return unique;
  }
}
