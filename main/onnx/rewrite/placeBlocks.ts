import type { GraphNode } from '../graph/graph.ts';
import { intVector, type Tensor } from '../graph/tensor.ts';
import type { Shape } from './shapes.ts';

export interface Blocks {
  /** [n, channels x voxels of a block, k, j, i] */
  readonly blocks: string;
  /** The name that the result gets, [n, channels, k x size, j x size, i x size]. */
  readonly output: string;
  /** [n, any, k, j, i] */
  readonly shape: Shape;
  readonly channels: number;
  /** Of a block, [k, j, i]. */
  readonly size: readonly number[];
}

/**
 * Moves the voxels of the blocks to their places. One transposition of eight axes would do it, but onnxruntime moves whole
 * rows at a time only where the last axis stays: so first the voxels along i are joined into rows, then rows are moved.
 */
export function placeBlocks(
  { blocks, output, shape, channels, size }: Blocks,
  add: (name: string, tensor: Tensor) => string,
): GraphNode[] {
  const [n, , nk, nj, ni] = shape;
  const [sizeK, sizeJ, sizeI] = size;
  const nodes: GraphNode[] = [];
  const reshape = (input: string, name: string, dims: readonly number[]): string => {
    nodes.push({
      op: 'Reshape',
      inputs: [input, add(`${name}.shape`, intVector(dims))],
      outputs: [name],
      attributes: {},
    });
    return name;
  };
  const transpose = (input: string, name: string, perm: readonly number[]): string => {
    nodes.push({ op: 'Transpose', inputs: [input], outputs: [name], attributes: { perm } });
    return name;
  };
  const joinRows = (input: string): string => {
    if (sizeI === 1) return input;
    const pairs = reshape(input, `${output}.pairs`, [n * channels * sizeK * sizeJ, sizeI, nk * nj * ni]);
    return transpose(pairs, `${output}.joined`, [0, 2, 1]);
  };
  const placeRows = (input: string): string => {
    if (sizeK === 1 && sizeJ === 1) return input;
    const rows = reshape(input, `${output}.rows`, [n * channels, sizeK, sizeJ, nk, nj, sizeI * ni]);
    return transpose(rows, `${output}.placed`, [0, 3, 1, 4, 2, 5]);
  };
  reshape(placeRows(joinRows(blocks)), output, [n, channels, sizeK * nk, sizeJ * nj, sizeI * ni]);
  return nodes;
}
