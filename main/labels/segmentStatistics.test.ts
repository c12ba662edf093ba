import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Affine, Vec3 } from '../contract/geometry.ts';
import { segmentStatisticsSchema } from '../contract/segmentStatistics.ts';
import { positionOf } from '../edits/testing.ts';
import { cutBlock } from './block.ts';
import { farthestPoints, distance, type Point } from './diameter.ts';
import { segmentStatistics, type LabelledScan } from './segmentStatistics.ts';
import { labelStatistics } from './statistics.ts';
import { maskOf, smallMasks, tightBox } from './testing.ts';

function scanOf(labels: Uint8Array, shapeIjk: Vec3, more: Partial<LabelledScan> = {}): LabelledScan {
  const voxelsHu = Int16Array.from(labels, (_, n) => ((n * 7919) % 400) - 150);
  const affineIjkToRas = affineOf([1, 1, 1]);
  return { labels, voxelsHu, shapeIjk, affineIjkToRas, voxelVolumeMm3: 1, axialAxis: 2, ...more };
}

const affineOf = ([x, y, z]: Vec3): Affine => [x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0, 0, 0, 0, 1];

/** The middles of the faces, within the slice, of a voxel. */
const faces = (voxel: Vec3, a: number, b: number) =>
  [a, b].flatMap((axis) =>
    [-0.5, 0.5].map((half) => voxel.map((n, other) => (other === axis ? n + half : n)) as unknown as Vec3),
  );

describe('segmentStatistics', () => {
  it.each([Int16Array, Float32Array])('are those of each mask by itself (%o)', (Voxels) => {
    fc.assert(
      fc.property(smallMasks(6), fc.constantFrom(0, 1, 2), (small, axialAxis) => {
        const labels = small.mask.map((voxel, n) => (voxel === 0 ? 0 : 1 + (Math.floor(n / 3) % 3)));
        const voxelsHu = Voxels.from(Array.from(labels, (_, n) => ((n * 7919) % 400) - 150));
        const scan = scanOf(labels, small.shapeIjk, { voxelsHu, axialAxis, voxelVolumeMm3: 2.5 });
        const found = segmentStatistics(scan, [1, 3, 2, 200]);
        expect(found.map(({ value }) => value)).toEqual([1, 3, 2, 200]);
        const whole = { start: [0, 0, 0], end: small.shapeIjk } as const;
        for (const statistics of found) {
          const mask = labels.map((label) => (label === statistics.value ? 1 : 0));
          const block = cutBlock(mask, small.shapeIjk, whole);
          expect(statistics).toMatchObject(labelStatistics(block, voxelsHu, small.shapeIjk, 2.5));
          expect(statistics.box ?? undefined).toEqual(tightBox({ ...small, mask }, whole));
          expect(statistics.histogram.counts.reduce((sum, n) => sum + n, 0)).toBe(statistics.voxels);
          expect(statistics.largestAxialDiameter === null).toBe(statistics.voxels === 0);
          expect(segmentStatisticsSchema.safeParse(statistics).success).toBe(true);
        }
      }),
    );
  });

  it.each([0, 1, 2] as const)('measure the largest diameter in a slice across axis %i', (axialAxis) => {
    // A rod of 9 x 3 voxels along the two other axes, twice: the wider one lies in slice 4.
    const [a, b] = [0, 1, 2].filter((axis) => axis !== axialAxis);
    const { mask, shapeIjk } = maskOf([12, 12, 12], (...voxel) => {
      const isWide = voxel[axialAxis] === 4 && voxel[a] >= 2 && voxel[a] < 11;
      const isShort = voxel[axialAxis] === 6 && voxel[a] >= 2 && voxel[a] < 5;
      return (isWide || isShort) && voxel[b] >= 3 && voxel[b] < 6;
    });
    const spacingMm: Vec3 = [0.7, 0.9, 2];
    const [found] = segmentStatistics(
      scanOf(mask, shapeIjk, { affineIjkToRas: affineOf(spacingMm), axialAxis }),
      [1],
    );
    const { mm, fromIjk, toIjk } = found.largestAxialDiameter!;
    // From the middle of a face at one end to the middle of one at the other end.
    const [da, db] = [spacingMm[a], spacingMm[b]];
    expect(mm).toBeCloseTo(Math.max(Math.hypot(9 * da, 2 * db), Math.hypot(8 * da, 3 * db)), 9);
    expect(fromIjk[axialAxis]).toBe(4);
    expect(Math.hypot(...fromIjk.map((n, axis) => (n - toIjk[axis]) * spacingMm[axis]))).toBeCloseTo(mm, 9);
  });

  it('measure a disc within a voxel of its diameter, and a single voxel by its longer side', () => {
    const disc = maskOf([90, 80, 1], (i, j) => Math.hypot(i - 44, (j - 40) * 1.5) <= 30);
    const [{ largestAxialDiameter }] = segmentStatistics(
      scanOf(disc.mask, disc.shapeIjk, { affineIjkToRas: affineOf([1, 1.5, 5]) }),
      [1],
    );
    expect(largestAxialDiameter?.mm).toBeGreaterThan(60);
    expect(largestAxialDiameter?.mm).toBeLessThanOrEqual(61.5);
    const single = scanOf(Uint8Array.of(9), [1, 1, 1], { affineIjkToRas: affineOf([2, 3, 5]) });
    const [voxel] = segmentStatistics(single, [9]);
    expect(voxel.largestAxialDiameter?.mm).toBe(3);
  });

  it('measure in the patient where axes are not at right angles', () => {
    const affineIjkToRas: Affine = [-0.8, 0.5, 0.4, 3, 0.1, 1, -0.9, 0, 0, 0.2, 2.4, -7, 0, 0, 0, 1];
    const mmBetween = (p: Vec3, q: Vec3) => {
      const [i, j, k] = p.map((n, axis) => n - q[axis]);
      const [x, y, z] = [0, 4, 8].map(
        (row) => affineIjkToRas[row] * i + affineIjkToRas[row + 1] * j + affineIjkToRas[row + 2] * k,
      );
      return Math.hypot(x, y, z);
    };
    fc.assert(
      fc.property(smallMasks(5), fc.constantFrom(0, 1, 2), ({ mask, shapeIjk }, axialAxis) => {
        const [a, b] = [0, 1, 2].filter((axis) => axis !== axialAxis);
        const voxels = [...mask.keys()].filter((n) => mask[n]).map((n) => positionOf(n, shapeIjk));
        let farthest = 0;
        for (const p of voxels)
          for (const q of voxels)
            if (p[axialAxis] === q[axialAxis])
              for (const from of faces(p, a, b))
                for (const to of faces(q, a, b)) farthest = Math.max(farthest, mmBetween(from, to));
        const scan = scanOf(mask, shapeIjk, { affineIjkToRas, axialAxis });
        const found = segmentStatistics(scan, [1])[0].largestAxialDiameter;
        expect(found?.mm ?? 0).toBeCloseTo(farthest, 9);
        if (found) expect(mmBetween(found.fromIjk, found.toIjk)).toBeCloseTo(farthest, 9);
      }),
      { numRuns: 50 },
    );
  });

  it('have bins of whole HU that hold what they say', () => {
    const voxelsHu = Int16Array.of(-100, -99, 0, 100, 1000);
    const scan = scanOf(new Uint8Array(5).fill(1), [5, 1, 1], { voxelsHu });
    const [{ histogram }] = segmentStatistics(scan, [1]);
    expect(histogram).toMatchObject({ fromHu: -100, binHu: 18 });
    expect([0, 5, 11, 61].map((bin) => histogram.counts[bin])).toEqual([2, 1, 1, 1]);
  });
});

describe('farthestPoints', () => {
  it('are the pair that comparing all finds', () => {
    const row = fc.tuple(fc.nat(30), fc.nat(12));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const left = rows.map(([x], y): Point => [x, y]);
        const right = rows.map(([x, width], y): Point => [x + width, y]);
        const all = [...left, ...right];
        const most = Math.max(...all.flatMap((a) => all.map((b) => distance(a, b))));
        const found = farthestPoints(left, right)!;
        expect(distance(...found)).toBeCloseTo(most, 9);
      }),
      { numRuns: 500 },
    );
  });
});
