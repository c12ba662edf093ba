import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Vec3 } from '../../contract/geometry.ts';
import { maskOf, smallMasks, type SmallMask } from '../testing.ts';
import { signedDistanceMm } from './signedDistance.ts';

/** By looking at every other voxel. */
function bruteForce({ mask, shapeIjk: [ni, nj] }: SmallMask, spacingMm: Vec3, limitMm: number): number[] {
  const at = (n: number) => [n % ni, Math.floor(n / ni) % nj, Math.floor(n / ni / nj)];
  return Array.from(mask, (own, n) => {
    let nearest = limitMm;
    for (const [m, other] of mask.entries()) {
      if (other === own) continue;
      const gaps = at(n).map((p, a) => Math.max(0, Math.abs(p - at(m)[a]) - 0.5) * spacingMm[a]);
      nearest = Math.min(nearest, Math.hypot(...gaps));
    }
    return own === 0 ? nearest : -nearest;
  });
}

test('equals a search of every voxel', () => {
  const mm = fc.double({ min: 0.3, max: 5, noNaN: true });
  fc.assert(
    fc.property(
      smallMasks(6),
      fc.tuple(mm, mm, mm),
      fc.double({ min: 2, max: 9, noNaN: true }),
      (small, spacingMm, limitMm) => {
        const found = signedDistanceMm(small.mask, small.shapeIjk, spacingMm, limitMm);
        const expected = bruteForce(small, spacingMm, limitMm);
        for (const [n, distance] of found.entries()) expect(distance).toBeCloseTo(expected[n], 4);
      },
    ),
  );
});

test('half a voxel on either side of a flat border', () => {
  const { mask, shapeIjk } = maskOf([6, 3, 3], (i) => i >= 3);
  const row = signedDistanceMm(mask, shapeIjk, [2, 1, 1], 50).subarray(0, 6);
  expect(Array.from(row)).toEqual([5, 3, 1, -1, -3, -5]);
});
