import fc from 'fast-check';
import type { Vec3 } from '../contract/geometry.ts';

/** What the tests of this folder share. */

export interface TwoMaps {
  readonly shapeIjk: Vec3;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** Two random label maps of one shape, with up to four values. */
export function twoMaps(longest = 6): fc.Arbitrary<TwoMaps> {
  const length = fc.integer({ min: 1, max: longest });
  return fc.tuple(length, length, length).chain((shapeIjk) => {
    const count = shapeIjk[0] * shapeIjk[1] * shapeIjk[2];
    const map = fc.uint8Array({ min: 0, max: 3, minLength: count, maxLength: count });
    return fc.tuple(map, map).map(([before, after]) => ({ shapeIjk, before, after }));
  });
}

export function positionOf(offset: number, [ni, nj]: Vec3): Vec3 {
  return [offset % ni, Math.floor(offset / ni) % nj, Math.floor(offset / ni / nj)];
}
