import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import type { Affine, Vec3 } from '../contract/geometry.ts';
import { affineColumn, affineSpacingMm } from './affine.ts';

/** For each voxel axis (i, j, k): the world axis (0 x, 1 y, 2 z) closest to it, and whether both grow the same way. */
export type Orientation = readonly [AxisDirection, AxisDirection, AxisDirection];

export interface AxisDirection {
  readonly worldAxis: 0 | 1 | 2;
  readonly sign: 1 | -1;
}

/**
 * The closest anatomical axis of each voxel axis, as nibabel's io_orientation finds it: the rotation nearest to the
 * affine (polar decomposition by SVD), then the axes assigned from the clearest to the least clear.
 */
export function orientationOf(affine: Affine): Orientation {
  const spacing = affineSpacingMm(affine);
  const unit = new Matrix(3, 3);
  for (let axis = 0; axis < 3; axis++)
    unit.setColumn(
      axis,
      affineColumn(affine, axis).map((mm) => mm / spacing[axis]),
    );
  const svd = new SingularValueDecomposition(unit);
  const rotation = svd.leftSingularVectors.mmul(svd.rightSingularVectors.transpose());

  const clarity = [0, 1, 2].map((axis) => Math.max(...rotation.getColumn(axis).map((x) => x * x)));
  const byClarity = [0, 1, 2].sort((a, b) => clarity[b] - clarity[a]);
  const found = new Array<AxisDirection>(3);
  const free = new Set([0, 1, 2]);
  for (const axis of byClarity) {
    const column = rotation.getColumn(axis);
    const best = [...free].reduce((a, b) => (Math.abs(column[b]) > Math.abs(column[a]) ? b : a));
    free.delete(best);
    found[axis] = { worldAxis: best as 0 | 1 | 2, sign: column[best] < 0 ? -1 : 1 };
  }
  return [found[0], found[1], found[2]];
}

const letters = ['LR', 'PA', 'IS'];

/** The direction in which each voxel axis grows, e.g. "LPS" or "RAS". */
export function orientationCode(orientation: Orientation): string {
  return orientation.map(({ worldAxis, sign }) => letters[worldAxis][sign > 0 ? 1 : 0]).join('');
}

/** How the RAS arrangement of a grid is read from the grid as it is stored. */
export interface RasView {
  /** Extent along R, A and S. */
  readonly shapeRas: Vec3;
  /** Stored axis (0 i, 1 j, 2 k) that runs along R, A and S. */
  readonly storedAxis: readonly [number, number, number];
  /** -1 where the stored axis runs the other way. */
  readonly sign: Vec3;
  /** Steps in the stored array for one voxel along R, A and S, signed. */
  readonly stride: Vec3;
  /** Position in the stored array of RAS voxel (0, 0, 0). */
  readonly first: number;
}

/** The exact flips and permutation that show a stored grid in RAS. No voxel value changes. */
export function rasView(shapeIjk: Vec3, orientation: Orientation): RasView {
  const storedStride = [1, shapeIjk[0], shapeIjk[0] * shapeIjk[1]];
  const storedAxis = [0, 1, 2].map((world) => orientation.findIndex((o) => o.worldAxis === world));
  const sign = storedAxis.map((axis) => orientation[axis].sign);
  const first = storedAxis.reduce(
    (sum, axis, world) => sum + (sign[world] < 0 ? (shapeIjk[axis] - 1) * storedStride[axis] : 0),
    0,
  );
  const triple = (of: (world: number) => number): [number, number, number] => [of(0), of(1), of(2)];
  return {
    shapeRas: triple((world) => shapeIjk[storedAxis[world]]),
    storedAxis: triple((world) => storedAxis[world]),
    sign: triple((world) => sign[world]),
    stride: triple((world) => sign[world] * storedStride[storedAxis[world]]),
    first,
  };
}
