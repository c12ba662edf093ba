import type { LabelPatch } from '../../contract/patch.ts';
import { boxShape } from '../../volume/reorient.ts';
import { gaussianBlur, shearedBlur } from './gaussianBlur.ts';
import {
  cutSegment,
  emptyPatch,
  segmentPatch,
  valueBox,
  voxelMl,
  widenedBox,
  type Segment,
} from './segmentMask.ts';

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
  if (segment.sheared) shearedBlur(blurred, shape, segment.sheared, sigmaMm);
  else gaussianBlur(blurred, shape, segment.spacingMm, sigmaMm);
  const count = voxels.reduce((sum, voxel) => sum + voxel, 0);
  const level = levelOf(blurred, count);
  for (let n = 0; n < voxels.length; n++) voxels[n] = blurred[n] >= level ? 1 : 0;
  const patch = segmentPatch(segment, { box, voxels });
  const ml = (voxelCount: number) => voxelCount * voxelMl(segment);
  return { patch, mlBefore: ml(count), mlAfter: ml(count + gain(patch, segment.value)) };
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
