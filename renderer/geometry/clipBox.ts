import type { Grid, Vec3 } from '../../main/contract/geometry.ts';
import { gridCornersIjk, voxelToRas } from './grid.ts';
import { withComponent } from './vec3.ts';

/** A box along the patient's axes, in RAS mm. */
export interface RasBox {
  readonly lowRas: Vec3;
  readonly highRas: Vec3;
}

/** A face of a box: the axis (R, A, S) that it stands across, at its low or its high end. */
export interface BoxFace {
  readonly axis: 0 | 1 | 2;
  readonly end: 'low' | 'high';
}

export const boxFaces: readonly BoxFace[] = ([0, 1, 2] as const).flatMap((axis) =>
  (['low', 'high'] as const).map((end) => ({ axis, end })),
);

/** The smallest box along the patient's axes that holds the whole grid. */
export function boundsOf(grid: Grid): RasBox {
  const corners = gridCornersIjk(grid).map((ijk) => voxelToRas(grid.affineIjkToRas, ijk));
  const along = (axis: number, pick: (...values: number[]) => number) =>
    pick(...corners.map((corner) => corner[axis]!));
  return {
    lowRas: [along(0, Math.min), along(1, Math.min), along(2, Math.min)],
    highRas: [along(0, Math.max), along(1, Math.max), along(2, Math.max)],
  };
}

/** What is left between two faces at least, in mm. */
const thinnestMm = 5;

/** The box with one face moved to `mm` along its axis, kept inside `bounds` and short of the face across. */
export function moveFace(box: RasBox, { axis, end }: BoxFace, mm: number, bounds: RasBox): RasBox {
  const thinnest = Math.min(thinnestMm, bounds.highRas[axis]! - bounds.lowRas[axis]!);
  if (end === 'low') {
    const place = Math.max(bounds.lowRas[axis]!, Math.min(mm, box.highRas[axis]! - thinnest));
    return { ...box, lowRas: withComponent(box.lowRas, axis, place) };
  }
  const place = Math.min(bounds.highRas[axis]!, Math.max(mm, box.lowRas[axis]! + thinnest));
  return { ...box, highRas: withComponent(box.highRas, axis, place) };
}

export const facePlaceMm = ({ lowRas, highRas }: RasBox, { axis, end }: BoxFace): number =>
  (end === 'low' ? lowRas : highRas)[axis]!;

export function faceMiddle(box: RasBox, face: BoxFace): Vec3 {
  const middle: Vec3 = [0, 1, 2].map((n) => (box.lowRas[n]! + box.highRas[n]!) / 2) as [
    number,
    number,
    number,
  ];
  return withComponent(middle, face.axis, facePlaceMm(box, face));
}

/** The twelve edges, as pairs of corners. */
export function boxEdges({ lowRas, highRas }: RasBox): readonly (readonly [Vec3, Vec3])[] {
  const corner = (bits: number): Vec3 => [
    (bits & 1 ? highRas : lowRas)[0],
    (bits & 2 ? highRas : lowRas)[1],
    (bits & 4 ? highRas : lowRas)[2],
  ];
  return [1, 2, 4].flatMap((bit) =>
    [0, 1, 2, 3, 4, 5, 6, 7]
      .filter((bits) => (bits & bit) === 0)
      .map((bits) => [corner(bits), corner(bits | bit)] as const),
  );
}
