import type { GraphBuilder } from '../graph/builder.ts';
import { floatTensor } from '../graph/tensor.ts';

/**
 * Adds logit 1 minus logit 0 of [1, 2, k, j, i] as a 1 x 1 x 1 convolution, which rewriting can fold into what makes the
 * logits.
 * @returns the name of the difference, [1, 1, k, j, i]
 */
export function addLogitDifference(graph: GraphBuilder, logits: string): string {
  const weight = graph.constant('difference.weight', floatTensor([1, 2, 1, 1, 1], [-1, 1]));
  return graph.node('Conv', [logits, weight], 'difference', { kernel_shape: [1, 1, 1] });
}
