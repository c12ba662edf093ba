import type { Vec3 } from '../../contract/geometry.ts';
import type { LabelPatch } from '../../contract/patch.ts';
import { boxShape } from '../../volume/reorient.ts';
import { cutSegment, emptyPatch, segmentPatch, valueBox, widenedBox, type Segment } from './segmentMask.ts';

export interface SmoothedSegment {
  readonly patch: LabelPatch;
  /** Volume of the segment before, and after the patch; locked segments in its way make it smaller. */
  readonly mlBefore: number;
  readonly mlAfter: number;
}

/**
 * Smooths a segment: its mask through a Gaussian filter of standard deviation `sigmaMm`, then again cut to voxels at the
 * level that keeps their number (a fixed level of one half would shrink whatever is convex). Features smaller than sigma
 * go; the number is kept up to voxels of equal value.
 */
export function smoothSegment(segment: Segment, sigmaMm: number): SmoothedSegment {
  const tight = valueBox(segment.labels, segment.shapeIjk, segment.value);
  if (!tight) return { patch: emptyPatch(), mlBefore: 0, mlAfter: 0 };
  // A convex body of the same volume never reaches further out than about sigma.
  const box = widenedBox(tight, segment, 1.5 * sigmaMm);
  const { voxels } = cutSegment(segment, box);
  const shape = boxShape(box);
  const blurred = Float32Array.from(voxels);
  for (const axis of [0, 1, 2] as const) blurAlong(blurred, shape, axis, sigmaMm / segment.spacingMm[axis]);
  const count = voxels.reduce((sum, voxel) => sum + voxel, 0);
  const level = levelOf(blurred, count);
  for (let n = 0; n < voxels.length; n++) voxels[n] = blurred[n] >= level ? 1 : 0;
  const patch = segmentPatch(segment, { box, voxels });
  const ml = (voxelCount: number) =>
    (voxelCount * segment.spacingMm[0] * segment.spacingMm[1] * segment.spacingMm[2]) / 1000;
  return { patch, mlBefore: ml(count), mlAfter: ml(count + gain(patch, segment.value)) };
}

/** Filters along one axis, in place. The kernel ends at three sigma, and beyond the block is nothing. */
function blurAlong(values: Float32Array, [ni, nj, nk]: Vec3, axis: 0 | 1 | 2, sigma: number) {
  const kernel = gaussian(sigma);
  if (kernel.length === 1) return;
  const count = [ni, nj, nk][axis];
  const stride = [1, ni, ni * nj][axis];
  const reach = kernel.length - 1;
  // With zeros around it no voxel of the column is a special case.
  const column = new Float32Array(count + 2 * reach);
  const filter = (first: number) => {
    let [from, to] = [count, -1];
    for (let p = 0, n = first; p < count; p++, n += stride) {
      column[reach + p] = values[n];
      if (values[n] === 0) continue;
      if (to < 0) from = p;
      to = p;
    }
    for (let p = Math.max(0, from - reach); p < Math.min(count, to + 1 + reach); p++) {
      const centre = reach + p;
      let sum = kernel[0] * column[centre];
      for (let d = 1; d <= reach; d++) sum += kernel[d] * (column[centre - d] + column[centre + d]);
      values[first + p * stride] = sum;
    }
  };
  if (axis === 0) for (let n = 0; n < values.length; n += ni) filter(n);
  else if (axis === 1) for (let k = 0; k < nk; k++) for (let i = 0; i < ni; i++) filter(k * ni * nj + i);
  else for (let n = 0; n < ni * nj; n++) filter(n);
}

/** The middle of a Gaussian kernel and its one side, the whole of it summing up to 1. */
function gaussian(sigma: number): Float64Array {
  const reach = Math.floor(3 * sigma + 0.5);
  const side = Float64Array.from({ length: reach + 1 }, (_, d) =>
    sigma > 0 ? Math.exp(-(d * d) / (2 * sigma * sigma)) : 1,
  );
  const sum = side.reduce((total, weight, d) => total + (d === 0 ? weight : 2 * weight), 0);
  return side.map((weight) => weight / sum);
}

/** Values from 0 to 1 are told apart in this many steps; one holds few voxels of a smooth boundary. */
const STEPS = 1 << 16;

/** The level that as close to `count` values as can be are at or above; ever above 0. */
function levelOf(values: Float32Array, count: number): number {
  const histogram = new Uint32Array(STEPS + 1);
  for (let n = 0; n < values.length; n++) histogram[Math.min(STEPS, Math.floor(values[n] * STEPS))]++;
  let above = 0;
  let step = STEPS + 1;
  while (step > 1 && above + histogram[step - 1] <= count) above += histogram[--step];
  if (step > 1 && above + histogram[step - 1] - count < count - above) step--;
  return step / STEPS;
}

/** How many voxels of a value a patch adds, less those it takes. */
function gain({ runs, before, after }: LabelPatch, value: number): number {
  let sum = 0;
  for (let n = 0; n < before.length; n++) {
    if (after[n] === value) sum += runs[2 * n + 1];
    if (before[n] === value) sum -= runs[2 * n + 1];
  }
  return sum;
}
