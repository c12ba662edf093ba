import type { Affine, Vec3 } from '../contract/geometry.ts';

/**
 * Three voxel axes a, b, c laid into mm at right angles: x along a, y in the plane of a and b, z across it. Lengths and
 * distances are the patient's, also of a sheared grid, whose axes are not at right angles.
 *
 *   x = aa a + ab b + ac c,  y = bb b + bc c,  z = cc c
 */
export interface MmAxes {
  readonly aa: number;
  readonly ab: number;
  readonly ac: number;
  readonly bb: number;
  readonly bc: number;
  readonly cc: number;
}

/**
 * The Cholesky factor of J^T J, the metric of an affine with the linear part J, its axes taken in this order.
 *
 * @param affineIjkToRas regular
 */
export function mmAxes(affineIjkToRas: Affine, [a, b, c]: readonly number[]): MmAxes {
  const step = (axis: number): Vec3 => [
    affineIjkToRas[axis],
    affineIjkToRas[4 + axis],
    affineIjkToRas[8 + axis],
  ];
  const [stepA, stepB, stepC] = [step(a), step(b), step(c)];
  const aa = Math.sqrt(dot(stepA, stepA));
  const ab = dot(stepA, stepB) / aa;
  const ac = dot(stepA, stepC) / aa;
  const bb = Math.sqrt(dot(stepB, stepB) - ab * ab);
  const bc = (dot(stepB, stepC) - ab * ac) / bb;
  const cc = Math.sqrt(dot(stepC, stepC) - ac * ac - bc * bc);
  return { aa, ab, ac, bb, bc, cc };
}

const dot = (p: Vec3, q: Vec3) => p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
