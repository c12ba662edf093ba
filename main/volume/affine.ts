import type { Affine, Vec3 } from '../contract/geometry.ts';

/** Row-major 4x4 matrix from the three columns of its linear part and its translation. */
export function affineFromColumns(columns: readonly [Vec3, Vec3, Vec3], origin: Vec3): Affine {
  const [i, j, k] = columns;
  return [
    ...[i[0], j[0], k[0], origin[0]],
    ...[i[1], j[1], k[1], origin[1]],
    ...[i[2], j[2], k[2], origin[2]],
    ...[0, 0, 0, 1],
  ];
}

/** Column `axis` of the linear part: the step in mm that one voxel along that axis makes. */
export function affineColumn(affine: Affine, axis: number): Vec3 {
  return [affine[axis], affine[4 + axis], affine[8 + axis]];
}

/** a . b: first b, then a. */
export function multiplyAffines(a: Affine, b: Affine): Affine {
  const product = new Array<number>(16).fill(0);
  for (let row = 0; row < 4; row++)
    for (let column = 0; column < 4; column++)
      for (let m = 0; m < 4; m++) product[row * 4 + column] += a[row * 4 + m] * b[m * 4 + column];
  return product;
}

/** Where a point (a voxel index, for an affine of a grid) goes. */
export function applyAffine(affine: Affine, [x, y, z]: Vec3): Vec3 {
  const row = (r: number) => affine[r] * x + affine[r + 1] * y + affine[r + 2] * z + affine[r + 3];
  return [row(0), row(4), row(8)];
}

/** Determinant of the linear part: the volume of a voxel in mm^3, negative for a left-handed grid. */
export function affineDeterminant(affine: Affine): number {
  const [a, b, c, , d, e, f, , g, h, i] = affine;
  return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
}

/** The inverse of an affine by cofactors; the caller has made sure that it is regular. */
export function invertAffine(affine: Affine): Affine {
  const [a, b, c, x, d, e, f, y, g, h, i, z] = affine;
  const s = 1 / affineDeterminant(affine);
  const linear = [
    [(e * i - f * h) * s, (c * h - b * i) * s, (b * f - c * e) * s],
    [(f * g - d * i) * s, (a * i - c * g) * s, (c * d - a * f) * s],
    [(d * h - e * g) * s, (b * g - a * h) * s, (a * e - b * d) * s],
  ];
  return [...linear.flatMap((row) => [...row, -(row[0] * x + row[1] * y + row[2] * z)]), 0, 0, 0, 1];
}

/** Length in mm of one voxel step along i, j and k. */
export function affineSpacingMm(affine: Affine): Vec3 {
  const length = (axis: number) => Math.hypot(...affineColumn(affine, axis));
  return [length(0), length(1), length(2)];
}

/** Finite, with three independent axes: fit to say where a voxel lies. */
export function isUsableAffine(affine: Affine): boolean {
  if (!affine.every(Number.isFinite)) return false;
  const spacing = affineSpacingMm(affine);
  const box = spacing[0] * spacing[1] * spacing[2];
  return box > 0 && Math.abs(affineDeterminant(affine)) > box * 1e-6;
}
