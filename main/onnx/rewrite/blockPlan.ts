import type { GraphNode } from '../graph/graph.ts';
import { listAttribute } from './edit.ts';

/** Along one axis: a transposed convolution as a plain one that makes `stride` voxels of each input voxel. */
export interface AxisPlan {
  readonly stride: number;
  /** The plain convolution's kernel and padding. */
  readonly taps: number;
  readonly before: number;
  readonly after: number;
  /** Which tap of the transposed kernel the voxel at `place` of a block takes from its neighbour at `step`; maybe none. */
  tapOf(place: number, step: number): number | undefined;
}

/**
 * How a transposed convolution is computed by a plain one, for axes [k, j, i]. Tap t takes voxel n to s n + t - p (s stride,
 * p padding): voxel r of the block of m reads voxel m + d by tap t = r + p - s d, where that is a tap at all.
 * @returns undefined for another operator, and for one that does not enlarge each axis by just its stride
 */
export function blockPlan(node: GraphNode, weightDims: readonly number[]): AxisPlan[] | undefined {
  const kernel = weightDims.slice(2);
  const rank = kernel.length;
  if (node.op !== 'ConvTranspose' || rank !== 3 || (node.attributes.group ?? 1) !== 1) return undefined;
  if (node.attributes.auto_pad !== undefined || node.attributes.output_shape !== undefined) return undefined;
  if (listAttribute(node, 'dilations', rank, 1).some((dilation) => dilation !== 1)) return undefined;
  const strides = listAttribute(node, 'strides', rank, 1);
  const pads = listAttribute(node, 'pads', 2 * rank, 0);
  const extra = listAttribute(node, 'output_padding', rank, 0);
  const fits = kernel.every((size, axis) => {
    const enlargement = size - pads[axis] - pads[axis + rank] + extra[axis];
    return enlargement === strides[axis] && pads[axis] < size;
  });
  return fits ? kernel.map((size, axis) => axisPlan(size, strides[axis], pads[axis])) : undefined;
}

function axisPlan(kernel: number, stride: number, padding: number): AxisPlan {
  // The outermost neighbours: of the first voxel of a block by the last tap, and of the last voxel by the first tap.
  const first = Math.min(0, Math.ceil((padding - kernel + 1) / stride));
  const last = Math.max(0, Math.floor((stride - 1 + padding) / stride));
  return {
    stride,
    taps: last - first + 1,
    before: 0 - first,
    after: last,
    tapOf(place, step) {
      const tap = place + padding - stride * (step + first);
      return tap >= 0 && tap < kernel ? tap : undefined;
    },
  };
}
