import type { GraphBuilder } from '../graph/builder.ts';

/** Adds logit 1 minus logit 0 of [1, 2, k, j, i], and returns the name of the difference, [k, j, i]. */
export function addLogitDifference(graph: GraphBuilder, logits: string): string {
  const channel = (index: number): string =>
    graph.node(
      'Slice',
      [logits, graph.integers(index), graph.integers(index + 1), graph.integers(1)],
      `logit${index}`,
    );
  const difference = graph.node('Sub', [channel(1), channel(0)], 'difference');
  return graph.node('Squeeze', [difference, graph.integers(0, 1)], 'squeezed');
}
