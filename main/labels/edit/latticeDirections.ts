import type { Vec3 } from '../../contract/geometry.ts';
import type { InverseMetric } from './shearedGrid.ts';

/** Steps from voxel to voxel, and the variance along them, in steps squared. */
export interface LatticeBlur {
  readonly step: Vec3;
  readonly variance: number;
}

/**
 * A covariance D in voxels as a sum of variances along at most six directions from voxel to voxel: D = sum of v e e^T. A
 * Gaussian of any shape is then a filter along each, without a value between voxels (Selling's decomposition: an obtuse
 * superbase of D; Fehrenbach, Mirebeau 2014, "Sparse non-negative stencils for anisotropic diffusion").
 */
export function latticeDirections({ ii, ij, ik, jj, jk, kk }: InverseMetric): LatticeBlur[] {
  const times = ([x, y, z]: Vec3): Vec3 => [
    ii * x + ij * y + ik * z,
    ij * x + jj * y + jk * z,
    ik * x + jk * y + kk * z,
  ];
  const product = (p: Vec3, q: Vec3) => {
    const [x, y, z] = times(q);
    return p[0] * x + p[1] * y + p[2] * z;
  };
  let base: Vec3[] = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [-1, -1, -1],
  ];
  const tiny = 1e-12 * (ii + jj + kk);
  for (;;) {
    const acute = pairs.find(([a, b]) => product(base[a], base[b]) > tiny);
    if (!acute) break;
    const [a, b] = acute;
    base = base.map((v, n) => (n === a ? negated(v) : n === b ? v : sum(v, base[a])));
  }
  return pairs.flatMap(([a, b]) => {
    const variance = -product(base[a], base[b]);
    const [c, d] = [0, 1, 2, 3].filter((n) => n !== a && n !== b);
    return variance > tiny ? [{ step: cross(base[c], base[d]), variance }] : [];
  });
}

const pairs = [
  [0, 1],
  [0, 2],
  [0, 3],
  [1, 2],
  [1, 3],
  [2, 3],
] as const;

const negated = ([x, y, z]: Vec3): Vec3 => [-x, -y, -z];
const sum = (p: Vec3, q: Vec3): Vec3 => [p[0] + q[0], p[1] + q[1], p[2] + q[2]];
const cross = (p: Vec3, q: Vec3): Vec3 => [
  p[1] * q[2] - p[2] * q[1],
  p[2] * q[0] - p[0] * q[2],
  p[0] * q[1] - p[1] * q[0],
];
