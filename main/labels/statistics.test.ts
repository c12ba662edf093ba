import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../contract/geometry.ts';
import { cutBlock } from './block.ts';
import { labelStatistics } from './statistics.ts';
import { smallMasks, maskOf } from './testing.ts';

function plainStatistics(hu: number[]) {
  const sorted = [...hu].sort((a, b) => a - b);
  const mean = hu.reduce((sum, x) => sum + x, 0) / hu.length;
  const middle = hu.length >> 1;
  return {
    mean,
    sd: Math.sqrt(hu.reduce((sum, x) => sum + (x - mean) ** 2, 0) / hu.length),
    median: hu.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2,
    min: sorted[0],
    max: sorted[hu.length - 1],
  };
}

describe('labelStatistics', () => {
  it.each([Int16Array, Float32Array])('are those of the voxels in the mask (%o)', (Voxels) => {
    fc.assert(
      fc.property(
        smallMasks(5),
        fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: 125 }),
        (small, hu) => {
          const [ni, nj, nk] = small.shapeIjk;
          const scan = Voxels.from(hu.slice(0, ni * nj * nk));
          const inside = Array.from(scan).filter((_, n) => small.mask[n] !== 0);
          fc.pre(inside.length > 0);
          const block = cutBlock(small.mask, small.shapeIjk, { start: [0, 0, 0], end: small.shapeIjk });
          const found = labelStatistics(block, scan, small.shapeIjk, 2.5);
          const expected = plainStatistics(inside);
          expect(found.voxels).toBe(inside.length);
          expect(found.ml).toBeCloseTo(inside.length * 0.0025, 10);
          expect(found.meanHu).toBeCloseTo(expected.mean, 6);
          expect(found.sdHu).toBeCloseTo(expected.sd, 6);
          expect(found).toMatchObject({
            minHu: expected.min,
            maxHu: expected.max,
            medianHu: expected.median,
          });
        },
      ),
    );
  });

  it('reads the scan where the block lies', () => {
    const shapeIjk: Vec3 = [4, 5, 6];
    const scan = Int16Array.from({ length: 120 }, (_, n) => n);
    const { mask } = maskOf(shapeIjk, (i, j, k) => i === 3 && j === 2 && k >= 4);
    const block = cutBlock(mask, shapeIjk, { start: [2, 2, 3], end: [4, 3, 6] });
    const first = 3 + 4 * (2 + 5 * 4);
    expect(labelStatistics(block, scan, shapeIjk, 1000)).toEqual({
      voxels: 2,
      ml: 2,
      meanHu: first + 10,
      sdHu: 10,
      minHu: first,
      maxHu: first + 20,
      medianHu: first + 10,
    });
  });

  it('has no HU for an empty mask', () => {
    const block = { box: { start: [0, 0, 0], end: [0, 0, 0] } as const, voxels: new Uint8Array(0) };
    for (const scan of [new Int16Array(8), new Float32Array(8)])
      expect(labelStatistics(block, scan, [2, 2, 2], 1)).toEqual({
        voxels: 0,
        ml: 0,
        meanHu: null,
        sdHu: null,
        minHu: null,
        maxHu: null,
        medianHu: null,
      });
  });
});
