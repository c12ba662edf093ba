import type { GraphBuilder } from '../graph/builder.ts';
import { intVector } from '../graph/tensor.ts';

/** A resampling matrix, whole or cut into bands. */
export interface Bands {
  /** Which inputs each block of outputs needs, int64 [blocks, width]; left out where the matrix is whole. */
  readonly indices?: string;
  /** The weights of those inputs, float32 [blocks, outputs / blocks, width], or the whole matrix. */
  readonly weights: string;
}

/** The data with the inputs of each block picked along an axis: [.., n, ..] becomes [.., blocks, width, ..]. */
export function addPicking(graph: GraphBuilder, data: string, { indices }: Bands, axis: number): string {
  return indices === undefined ? data : graph.node('Gather', [data, indices], `${data}.picked`, { axis });
}

/**
 * Resampling matrices are nearly empty: an output depends on few neighbouring inputs. This cuts the outputs into blocks and
 * finds, in the graph, the inputs that each block needs, so that products skip nearly all zeros. It reads where the matrix is
 * not zero, so the result is that of the whole matrix, whatever it holds.
 * @param matrix the name of a float32 [outputs, inputs]
 */
export function addBands(graph: GraphBuilder, matrix: string, outputs: number): Bands {
  const name = (part: string): string => `${matrix}.${part}`;
  const blocks = [8, 7, 6, 5, 4, 3, 2, 1].find((count) => outputs % count === 0)!;
  const size = outputs / blocks;
  const all = graph.node('Reshape', [matrix, graph.integers(blocks, size, -1)], name('blocks'));

  const magnitudes = graph.node('Abs', [all], name('magnitudes'));
  const largest = graph.node('ReduceMax', [magnitudes, graph.integers(1)], name('largest'), { keepdims: 0 });
  const used = graph.node('Sign', [largest], name('used'));
  const first = graph.node('ArgMax', [used], name('first'), { axis: 1 });
  const last = graph.node('ArgMax', [used], name('last'), { axis: 1, select_last_index: 1 });

  const spans = graph.node('Sub', [last, first], name('spans'));
  const span = graph.node('ReduceMax', [spans], name('span'), { keepdims: 0 });
  const scalar = (value: number): string =>
    graph.constant(name(`${value}`), { type: 'int64', dims: [], data: BigInt64Array.of(BigInt(value)) });
  const [zero, one] = [scalar(0), scalar(1)];
  const width = graph.node('Add', [span, one], name('width'));
  const inputs = graph.node('Shape', [matrix], name('inputs'), { start: 1, end: 2 });
  // All bands have the width of the widest; one that would reach beyond the last input is moved back.
  const lastStart = graph.node('Sub', [inputs, width], name('lastStart'));
  const starts = graph.node('Min', [first, lastStart], name('starts'));
  const steps = graph.node('Range', [zero, width, one], name('steps'));
  const indices = graph.node('Add', [starts, steps], name('indices'));

  const columns = graph.node('Unsqueeze', [indices, graph.integers(1)], name('columns'));
  const rows = graph.constant(name('rows'), {
    ...intVector(Array<number>(blocks * size).fill(0)),
    dims: [blocks, size, 1],
  });
  const everyRow = graph.node('Add', [columns, rows], name('everyRow'));
  return { indices, weights: graph.node('GatherElements', [all, everyRow], name('bands'), { axis: 2 }) };
}
