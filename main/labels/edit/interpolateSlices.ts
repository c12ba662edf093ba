import type { Vec3, VoxelBox } from '../../contract/geometry.ts';
import type { LabelPatch } from '../../contract/patch.ts';
import { boxShape } from '../../volume/reorient.ts';
import { squaredDistances } from './distance.ts';
import { shearedSquaredDistances } from './shearedDistance.ts';
import { shearedPlane, type PlaneAxes } from './shearedGrid.ts';
import { cutSegment, emptyPatch, segmentPatch, valueBox, type Segment } from './segmentMask.ts';

/** What is this close to the outline is on it, and outside: distances are roots of rounded squares. */
const ROUNDING_MM = 1e-5;

/**
 * Fills the empty slices between drawn ones: of each pair of neighbours the signed distances to the outline, weighted by
 * how near the slice is, are added, and what is inside is painted (shape-based interpolation: Raya, Udupa 1990). Outlines
 * that don't overlap are first moved onto each other, by their centres, and the slices between lie on the way.
 *
 * @param acrossAxis the axis that the slices were drawn across
 */
export function interpolateSlices(segment: Segment, acrossAxis: 0 | 1 | 2): LabelPatch {
  const tight = valueBox(segment.labels, segment.shapeIjk, segment.value);
  if (!tight) return emptyPatch();
  const box = rimmed(tight, segment.shapeIjk, acrossAxis);
  const { voxels } = cutSegment(segment, box);
  const shape = boxShape(box);
  const [a, b] = [0, 1, 2].filter((axis) => axis !== acrossAxis);
  const layout: Layout = {
    across: acrossAxis,
    size: [shape[a], shape[b]],
    spacingMm: [segment.spacingMm[a], segment.spacingMm[b]],
    sheared: shearedPlane(segment.sheared, a, b),
    strides: [1, shape[0], shape[0] * shape[1]].map((_, n, all) => all[[a, b, acrossAxis][n]]),
  };
  let lower: Slice | undefined;
  for (let at = 0; at < shape[acrossAxis]; at++) {
    const upper = sliceAt(voxels, layout, at);
    if (!upper) continue;
    if (lower && at - lower.at > 1) fillBetween(voxels, layout, lower, upper);
    lower = upper;
  }
  return segmentPatch(segment, { box, voxels });
}

/** A box with one voxel more around each slice, so that there is an outside to measure from. */
function rimmed({ start, end }: VoxelBox, shapeIjk: Vec3, acrossAxis: number): VoxelBox {
  const low = (axis: number) => (axis === acrossAxis ? start[axis] : Math.max(0, start[axis] - 1));
  const high = (axis: number) => (axis === acrossAxis ? end[axis] : Math.min(shapeIjk[axis], end[axis] + 1));
  return { start: [low(0), low(1), low(2)], end: [high(0), high(1), high(2)] };
}

/** How slices lie in a block: steps along their two axes and from one to the next. */
interface Layout {
  readonly across: number;
  readonly size: readonly [number, number];
  readonly spacingMm: readonly [number, number];
  /** Where the grid's axes are not at right angles. */
  readonly sheared?: PlaneAxes;
  readonly strides: readonly number[];
}

interface Slice {
  readonly at: number;
  readonly mask: Uint8Array;
  /** Centre of mass, in voxels of the slice. */
  readonly centre: readonly [number, number];
}

/** A slice of a block; undefined where it is empty. */
function sliceAt(voxels: Uint8Array, { size, strides }: Layout, at: number): Slice | undefined {
  const mask = new Uint8Array(size[0] * size[1]);
  let [count, sumX, sumY] = [0, 0, 0];
  for (let y = 0, n = 0; y < size[1]; y++)
    for (let x = 0; x < size[0]; x++, n++) {
      if (voxels[x * strides[0] + y * strides[1] + at * strides[2]] === 0) continue;
      mask[n] = 1;
      count++;
      sumX += x;
      sumY += y;
    }
  return count === 0 ? undefined : { at, mask, centre: [sumX / count, sumY / count] };
}

function fillBetween(voxels: Uint8Array, layout: Layout, lower: Slice, upper: Slice) {
  const { size, strides } = layout;
  const overlaps = lower.mask.some((voxel, n) => voxel === 1 && upper.mask[n] === 1);
  const way = [0, 1].map((axis) => (overlaps ? 0 : upper.centre[axis] - lower.centre[axis]));
  const [below, above] = [signedDistances(lower.mask, layout), signedDistances(upper.mask, layout)];
  for (let at = lower.at + 1; at < upper.at; at++) {
    const part = (at - lower.at) / (upper.at - lower.at);
    const fromLower = way.map((voxelCount) => Math.round(voxelCount * part));
    const fromUpper = way.map((voxelCount, axis) => fromLower[axis] - Math.round(voxelCount));
    for (let y = 0; y < size[1]; y++)
      for (let x = 0; x < size[0]; x++) {
        const distance =
          (1 - part) * valueAt(below, size, x - fromLower[0], y - fromLower[1]) +
          part * valueAt(above, size, x - fromUpper[0], y - fromUpper[1]);
        if (distance > ROUNDING_MM) voxels[x * strides[0] + y * strides[1] + at * strides[2]] = 1;
      }
  }
}

/** Beyond the slice is outside of every outline. */
function valueAt(
  values: Float32Array,
  [width, height]: readonly [number, number],
  x: number,
  y: number,
): number {
  return x < 0 || y < 0 || x >= width || y >= height ? -Infinity : values[y * width + x];
}

/** Distance in mm to the nearest voxel on the other side: positive inside. */
function signedDistances(mask: Uint8Array, { size, spacingMm, sheared }: Layout): Float32Array {
  const shape: Vec3 = [size[0], size[1], 1];
  const spacing: Vec3 = [spacingMm[0], spacingMm[1], 1];
  const squaresTo = (target: 0 | 1) =>
    sheared
      ? shearedSquaredDistances(mask, size, sheared, target)
      : squaredDistances(mask, shape, spacing, target);
  const [inside, outside] = [squaresTo(0), squaresTo(1)];
  // A slice that is all inside has no other side: it is as far as the slice is wide.
  const far = Math.hypot(size[0] * spacingMm[0], size[1] * spacingMm[1]);
  return inside.map((square, n) =>
    mask[n] === 1 ? Math.min(far, Math.sqrt(square)) : -Math.sqrt(outside[n]),
  );
}
