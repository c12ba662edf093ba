import type { Affine, Grid, Vec3 } from '../../main/contract/geometry.ts';

/** An affine from its columns: the steps along i, j and k in RAS mm, and the position of voxel (0, 0, 0). */
export function affineFrom(i: Vec3, j: Vec3, k: Vec3, origin: Vec3 = [0, 0, 0]): Affine {
  const row = (r: number) => [i[r]!, j[r]!, k[r]!, origin[r]!];
  return [...row(0), ...row(1), ...row(2), 0, 0, 0, 1];
}

/** As scanners store CT: i to the left, j to the back, k to the head. */
export const lps = affineFrom([-0.8, 0, 0], [0, -0.8, 0], [0, 0, 3], [200, 180, -400]);
export const ras = affineFrom([0.8, 0, 0], [0, 0.8, 0], [0, 0, 3], [-200, -180, -400]);
/** Sagittal slices first in memory: i to the back, j to the head, k to the left. */
export const psl = affineFrom([0, -0.8, 0], [0, 0, 0.8], [-3, 0, 0], [120, 180, -400]);

const [cos, sin] = [Math.cos(0.35), Math.sin(0.35)];
/** LPS, tilted by 20 degrees about the left-right axis, as a gantry is. */
export const oblique = affineFrom([-0.8, 0, 0], [0, -0.8 * cos, -0.8 * sin], [0, -3 * sin, 3 * cos]);
/** LPS with a slice axis that leans without the slices: not at right angles. */
export const sheared = affineFrom([-0.8, 0, 0], [0, -0.8, 0], [0, -1, 3]);

export const orientations: readonly (readonly [string, Affine])[] = [
  ['LPS', lps],
  ['RAS', ras],
  ['PSL', psl],
  ['oblique', oblique],
  ['sheared', sheared],
];

export const gridOf = (affineIjkToRas: Affine, shapeIjk: Vec3 = [40, 30, 20]): Grid => ({
  shapeIjk,
  affineIjkToRas,
});
