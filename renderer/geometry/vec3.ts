import type { Vec3 } from '../../main/contract/geometry.ts';
import { length, scale } from '../../main/measure/vec3.ts';

export { add, cross, dot, length, scale, subtract } from '../../main/measure/vec3.ts';

export const negate = (a: Vec3): Vec3 => [-a[0], -a[1], -a[2]];

/** The vector of length 1 in the same direction; a zero vector stays zero. */
export function normalise(a: Vec3): Vec3 {
  const norm = length(a);
  return norm === 0 ? a : scale(a, 1 / norm);
}

/** The same triple with one component replaced. */
export function withComponent(a: Vec3, index: number, value: number): Vec3 {
  return [index === 0 ? value : a[0], index === 1 ? value : a[1], index === 2 ? value : a[2]];
}
