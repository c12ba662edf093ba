import type { Affine, Vec3, VoxelBox } from '../contract/geometry.ts';
import { mmAxes } from './mmAxes.ts';
import {
  axesAcross,
  ChangedBox,
  paintRow,
  strideOf,
  type Axis,
  type Canvas,
  type PaintRule,
} from './paint.ts';
import type { PatchRecorder } from './patchRecorder.ts';

/** What a brush paints on: it is round in the patient. */
export interface BrushCanvas extends Canvas {
  readonly affineIjkToRas: Affine;
}

export interface BrushTip {
  readonly radiusMm: number;
  /** A disc in the slice across this axis; a sphere where it is left out. */
  readonly acrossAxis?: Axis;
}

/**
 * Paints with a round brush on its way between two positions of the pointer (one and the same for a click): the voxels
 * whose centres are within the radius of the way, and those at its ends, however small the brush.
 *
 * @param from, to positions in voxels, not rounded (centres at whole numbers); may lie outside of the grid
 * @returns the box of what has changed, undefined where nothing has
 */
export function paintStroke(
  canvas: BrushCanvas,
  rule: PaintRule,
  recorder: PatchRecorder,
  { radiusMm, acrossAxis }: BrushTip,
  from: Vec3,
  to: Vec3,
): VoxelBox | undefined {
  const { shapeIjk, affineIjkToRas } = canvas;
  const changed = new ChangedBox();
  // Rows run along `a`, the axis closest in memory that the brush extends along.
  const [a, b, c]: readonly Axis[] =
    acrossAxis === undefined ? [0, 1, 2] : [...axesAcross(acrossAxis), acrossAxis];
  const slice = acrossAxis === undefined ? undefined : Math.round(from[acrossAxis]);
  const mm = mmAxes(affineIjkToRas, [a, b, c]);
  const inMm = (position: Vec3): Vec3 => {
    const [alongA, alongB, alongC] = [position[a], position[b], slice ?? position[c]];
    return [
      mm.aa * alongA + mm.ab * alongB + mm.ac * alongC,
      mm.bb * alongB + mm.bc * alongC,
      mm.cc * alongC,
    ];
  };
  const capsule = { from: inMm(from), to: inMm(to), radius: radiusMm };
  const [firstC, lastC] = slice === undefined ? reach(capsule, 2, mm.cc, 0, shapeIjk[c]) : [slice, slice];
  if (firstC < 0 || lastC >= shapeIjk[c]) return undefined;
  const strides = [strideOf(shapeIjk, a), strideOf(shapeIjk, b), strideOf(shapeIjk, c)];
  const position: [number, number, number] = [0, 0, 0];

  const paint = (first: number, last: number, row: number, plane: number) => {
    const low = Math.max(0, first);
    const count = Math.min(shapeIjk[a] - 1, last) - low + 1;
    if (count <= 0) return;
    const offset = low * strides[0] + row * strides[1] + plane * strides[2];
    if (!paintRow(canvas, rule, recorder, offset, count, strides[0])) return;
    position[a] = low;
    position[b] = row;
    position[c] = plane;
    changed.addRow(position, a, count);
  };

  for (let plane = firstC; plane <= lastC; plane++) {
    const [firstB, lastB] = reach(capsule, 1, mm.bb, mm.bc * plane, shapeIjk[b]);
    for (let row = firstB; row <= lastB; row++) {
      const interval = rowInCapsule(capsule, mm.bb * row + mm.bc * plane, mm.cc * plane);
      if (!interval) continue;
      const start = mm.ab * row + mm.ac * plane;
      paint(Math.ceil((interval[0] - start) / mm.aa), Math.floor((interval[1] - start) / mm.aa), row, plane);
    }
  }
  for (const end of [from, to]) {
    const [x, y, z] = [Math.round(end[a]), Math.round(end[b]), slice ?? Math.round(end[c])];
    if (y >= 0 && y < shapeIjk[b] && z >= 0 && z < shapeIjk[c]) paint(x, x, y, z);
  }
  return changed.box;
}

/** All points within a radius of a straight way, in mm. */
interface Capsule {
  readonly from: Vec3;
  readonly to: Vec3;
  readonly radius: number;
}

/** First and last voxel along an axis that a capsule can reach, within the grid; voxel n lies at `start + n * spacing`. */
function reach(
  { from, to, radius }: Capsule,
  axis: number,
  spacing: number,
  start: number,
  count: number,
): [number, number] {
  return [
    Math.max(0, Math.ceil((Math.min(from[axis], to[axis]) - radius - start) / spacing)),
    Math.min(count - 1, Math.floor((Math.max(from[axis], to[axis]) + radius - start) / spacing)),
  ];
}

/** The x between which the line (., y, z) is inside of a capsule, which is convex; undefined where it misses it. */
function rowInCapsule({ from, to, radius }: Capsule, y: number, z: number): [number, number] | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (const [cx, cy, cz] of [from, to]) {
    const rest = radius * radius - (y - cy) ** 2 - (z - cz) ** 2;
    if (rest < 0) continue;
    low = Math.min(low, cx - Math.sqrt(rest));
    high = Math.max(high, cx + Math.sqrt(rest));
  }
  const side = rowInCylinder(from, to, radius, y, z);
  if (side) {
    low = Math.min(low, side[0]);
    high = Math.max(high, side[1]);
  }
  return low <= high ? [low, high] : undefined;
}

/**
 * The same for the cylinder between the ends: |w - (w . d) d|^2 <= r^2 for w = (x, y, z) - from and the unit way d, a
 * quadratic in x, where 0 <= w . d <= length.
 */
function rowInCylinder(
  from: Vec3,
  to: Vec3,
  radius: number,
  y: number,
  z: number,
): [number, number] | undefined {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
  if (length === 0) return undefined;
  const [dx, dy, dz] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length, (to[2] - from[2]) / length];
  const [wy, wz] = [y - from[1], z - from[2]];
  const along = wy * dy + wz * dz;
  // With w.x = x - from.x: (1 - dx^2) w.x^2 - 2 dx along w.x + wy^2 + wz^2 - along^2 - r^2 <= 0.
  const a = 1 - dx * dx;
  const c = wy * wy + wz * wz - along * along - radius * radius;
  let low = -Infinity;
  let high = Infinity;
  if (a > 1e-12) {
    const half = dx * along;
    const rest = half * half - a * c;
    if (rest < 0) return undefined;
    low = (half - Math.sqrt(rest)) / a;
    high = (half + Math.sqrt(rest)) / a;
  } else if (c > 0) return undefined;
  if (Math.abs(dx) > 1e-12) {
    const ends = [-along / dx, (length - along) / dx];
    low = Math.max(low, Math.min(...ends));
    high = Math.min(high, Math.max(...ends));
  } else if (along < 0 || along > length) return undefined;
  return low <= high ? [from[0] + low, from[0] + high] : undefined;
}
