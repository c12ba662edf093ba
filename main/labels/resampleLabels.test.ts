import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Affine, Grid, Vec3 } from '../contract/geometry.ts';
import { applyAffine, invertAffine, multiplyAffines } from '../volume/affine.ts';
import { pasteBlock } from './block.ts';
import { resampleLabels } from './resampleLabels.ts';
import { count, maskOf, referenceRestored, smallMasks } from './testing.ts';

const number = (from: number, to: number) =>
  fc.integer({ min: from * 1000, max: to * 1000 }).map((n) => n / 1000);

/** Turned by any angle about z, then x, with any spacing and place. */
const affine = fc
  .tuple(
    number(-3, 3),
    number(-3, 3),
    number(0.4, 3),
    number(0.4, 3),
    number(0.4, 3),
    number(-4, 4),
    number(-4, 4),
  )
  .map(([a, b, si, sj, sk, x, y]): Affine => {
    const aboutZ = [Math.cos(a), -Math.sin(a), 0, x, Math.sin(a), Math.cos(a), 0, y, 0, 0, 1, 0, 0, 0, 0, 1];
    const aboutX = [1, 0, 0, 0, 0, Math.cos(b), -Math.sin(b), 0, 0, Math.sin(b), Math.cos(b), 0, 0, 0, 0, 1];
    return multiplyAffines(multiplyAffines(aboutZ, aboutX), [
      si,
      0,
      0,
      0,
      0,
      sj,
      0,
      0,
      0,
      0,
      sk,
      0,
      0,
      0,
      0,
      1,
    ]);
  });

describe('resampleLabels', () => {
  it('gives each voxel the value of the one its centre lies in', () => {
    const length = fc.integer({ min: 1, max: 7 });
    fc.assert(
      fc.property(
        smallMasks(6),
        affine,
        affine,
        fc.tuple(length, length, length),
        (small, a, b, shapeIjk) => {
          const from: Grid = { shapeIjk: small.shapeIjk, affineIjkToRas: a };
          const to: Grid = { shapeIjk, affineIjkToRas: b };
          const labels = small.mask.map((voxel, n) => voxel * (1 + (n % 5)));
          const whole = pasteBlock(resampleLabels(labels, from, to), shapeIjk);
          const toSource = multiplyAffines(invertAffine(a), b);
          maskOf(shapeIjk, (i, j, k) => {
            const at = applyAffine(toSource, [i, j, k]);
            // On a border either side would do.
            if (at.some((n) => Math.abs(n - Math.floor(n) - 0.5) < 1e-4)) return false;
            const [si, sj, sk] = at.map(Math.round);
            const isInside = [si, sj, sk].every((n, axis) => n >= 0 && n < from.shapeIjk[axis]);
            const expected = isInside ? labels[(sk * from.shapeIjk[1] + sj) * from.shapeIjk[0] + si] : 0;
            expect(whole[(k * shapeIjk[1] + j) * shapeIjk[0] + i]).toBe(expected);
            return true;
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('brings a real mask back to its grid from one with its axes exchanged and turned round', () => {
    const { mask, shapeIjk, affineIjkToRas } = referenceRestored();
    const [ni, nj, nk] = shapeIjk;
    const exchanged: Vec3 = [nk, ni, nj];
    // Voxel (a, b, c) there is (ni - 1 - b, c, a) here.
    const toHere: Affine = [0, -1, 0, ni - 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1];
    const there = new Uint8Array(mask.length);
    for (let c = 0, n = 0; c < nj; c++)
      for (let b = 0; b < ni; b++)
        for (let a = 0; a < nk; a++) there[n++] = mask[(a * nj + c) * ni + ni - 1 - b];
    const block = resampleLabels(
      there,
      { shapeIjk: exchanged, affineIjkToRas: multiplyAffines(affineIjkToRas, toHere) },
      { shapeIjk, affineIjkToRas },
    );
    expect(block.voxels.length).toBeLessThan(mask.length / 8);
    expect(count(block.voxels)).toBe(count(mask));
    expect(Buffer.compare(pasteBlock(block, shapeIjk), mask)).toBe(0);
  });

  it('is empty where grids do not meet', () => {
    const grid = (x: number): Grid => ({
      shapeIjk: [4, 4, 4],
      affineIjkToRas: [1, 0, 0, x, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
    });
    expect(resampleLabels(new Uint8Array(64).fill(1), grid(0), grid(100)).voxels.length).toBe(0);
    expect(resampleLabels(new Uint8Array(64), grid(0), grid(0)).voxels.length).toBe(0);
  });
});
