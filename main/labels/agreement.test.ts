import { expect, test } from 'vitest';
import type { Vec3 } from '../contract/geometry.ts';
import { agreementOf } from './agreement.ts';
import { wholeBox } from './block.ts';
import { pairSegments } from './pairSegments.ts';
import { borderOf, surfaceDistance } from './surfaceDistance.ts';
import { maskOf } from './testing.ts';

const shape: Vec3 = [20, 16, 12];
const grid = { shapeIjk: shape, spacingMm: [1, 2, 3] as const, voxelVolumeMm3: 6 };
const inBox = (from: Vec3, to: Vec3) => (i: number, j: number, k: number) =>
  [i, j, k].every((n, axis) => n >= from[axis] && n < to[axis]);
const labelsOf = (value: number, from: Vec3, to: Vec3) => {
  const { mask } = maskOf(shape, inBox(from, to));
  return { labels: mask.map((one) => one * value), box: wholeBox(shape) };
};

test('a cuboid and the same one moved by two voxels along i, by hand', () => {
  // 4 x 4 x 4 voxels each, 2 x 4 x 4 in common.
  const [a, b] = [labelsOf(1, [4, 4, 4], [8, 8, 8]), labelsOf(3, [6, 4, 4], [10, 8, 8])];
  const [found] = agreementOf(a, b, grid, [{ name: 'Spleen', valueA: 1, valueB: 3 }]);
  expect(found).toMatchObject({ mlA: 0.384, mlB: 0.384, differenceMl: 0, differencePercent: 0 });
  expect(found?.dice).toBe(0.5);
  expect(found?.jaccard).toBeCloseTo(1 / 3, 12);
});

test('a column inside of a wider one: their borders by hand', () => {
  // Along i: a voxel at 5 in 3 to 7, on one row. All voxels of a row are border voxels.
  const [a, b] = [maskOf([11, 1, 1], (i) => i === 5).mask, maskOf([11, 1, 1], (i) => i >= 3 && i <= 7).mask];
  // There: 0. Back: 2, 1, 0, 1, 2 voxels of 2 mm.
  const { meanMm, hausdorff95Mm } = surfaceDistance(a, b, [11, 1, 1], [2, 1, 1]);
  expect(meanMm).toBeCloseTo((0 + 4 + 2 + 0 + 2 + 4) / 6, 6);
  // Sorted 0, 2, 2, 4, 4: at 0.95 * 4 = 3.8.
  expect(hausdorff95Mm).toBeCloseTo(4, 6);
});

test('two slabs, one voxel thick, are as far from each other as their spacing says', () => {
  for (const [axis, mm] of [1, 2, 3].entries()) {
    const slab = (at: number) => maskOf(shape, (i, j, k) => [i, j, k][axis] === at).mask;
    const { meanMm, hausdorff95Mm } = surfaceDistance(slab(2), slab(7), shape, [1, 2, 3]);
    expect([meanMm, hausdorff95Mm]).toEqual([5 * mm, 5 * mm]);
  }
});

test('spheres of 20 and 25 mm: Dice and distance are those of the formulas', () => {
  const size: Vec3 = [64, 64, 64];
  const ball = (radius: number) =>
    maskOf(size, (i, j, k) => Math.hypot(i - 31.5, j - 31.5, k - 31.5) <= radius).mask;
  const [small, large] = [ball(20), ball(25)];
  const whole = (labels: Uint8Array) => ({ labels, box: wholeBox(size) });
  const cubes = { shapeIjk: size, spacingMm: [1, 1, 1] as const, voxelVolumeMm3: 1 };
  const [found] = agreementOf(whole(small), whole(large), cubes, [{ name: 'Ball', valueA: 1, valueB: 1 }]);
  const [vs, vl] = [20 ** 3, 25 ** 3];
  // Voxels take a ball's volume within a percent, and its border within half of one.
  const isNear = (value: number | null | undefined, wanted: number, by: number) =>
    expect(Math.abs((value ?? NaN) - wanted)).toBeLessThan(by);
  isNear(found?.dice, (2 * vs) / (vs + vl), 0.005);
  isNear(found?.jaccard, vs / vl, 0.005);
  isNear(found?.differencePercent, 100 * (vl / vs - 1), 1);
  isNear(found?.meanSurfaceMm, 5, 0.25);
  isNear(found?.hausdorff95Mm, 5, 0.6);
});

test('surface distances are those of looking at every pair of border voxels', () => {
  const size: Vec3 = [9, 8, 7];
  const mm: Vec3 = [0.8, 1.1, 2.5];
  const { mask: a } = maskOf(size, (i, j, k) => (i * 7 + j * 3 + k * 5) % 11 < 4 && i < 6);
  const { mask: b } = maskOf(size, (i, j, k) => (i * 5 + j * 2 + k * 3) % 7 < 3 && i > 1);
  const places = (border: Uint8Array) =>
    [...border.keys()]
      .filter((n) => border[n] === 1)
      .map((n) => [n % 9, Math.floor(n / 9) % 8, Math.floor(n / 72)].map((at, axis) => at * mm[axis]));
  const [pa, pb] = [places(borderOf(a, size)), places(borderOf(b, size))];
  const nearest = (from: number[][], to: number[][]) =>
    from.map((p) => Math.min(...to.map((q) => Math.hypot(...p.map((at, axis) => at - q[axis])))));
  const all = [...nearest(pa, pb), ...nearest(pb, pa)];
  const { meanMm } = surfaceDistance(a, b, size, mm);
  expect(meanMm).toBeCloseTo(all.reduce((sum, one) => sum + one) / all.length, 5);
});

test('what one map has not got, and what both have not', () => {
  const a = labelsOf(1, [4, 4, 4], [8, 8, 8]);
  const nothing = {
    labels: new Uint8Array(a.labels.length),
    box: { start: [0, 0, 0], end: [0, 0, 0] } as const,
  };
  expect(agreementOf(a, nothing, grid, [{ name: 'Liver', valueA: 1, valueB: null }])).toMatchObject([
    { mlB: 0, dice: 0, jaccard: 0, differencePercent: -100, meanSurfaceMm: null, hausdorff95Mm: null },
  ]);
  expect(agreementOf(nothing, a, grid, [{ name: 'Liver', valueA: null, valueB: 1 }])).toMatchObject([
    { dice: 0, differencePercent: null },
  ]);
  expect(agreementOf(nothing, nothing, grid, [{ name: 'Liver', valueA: 1, valueB: 1 }])).toMatchObject([
    { dice: null, jaccard: null, differenceMl: 0 },
  ]);
});

test('segments are paired by name, then by value where one side has numbers for names, or alone with alone', () => {
  const organs = [
    { value: 1, name: 'Spleen' },
    { value: 2, name: 'Liver' },
  ];
  const others = [
    { value: 7, name: 'liver ' },
    { value: 1, name: 'Kidney' },
  ];
  expect(pairSegments(organs, others)).toEqual([
    { name: 'Spleen', valueA: 1, valueB: null },
    { name: 'Liver', valueA: 2, valueB: 7 },
    { name: 'Kidney', valueA: null, valueB: 1 },
  ]);
  const numbered = [
    { value: 2, name: 'Label 2' },
    { value: 5, name: 'Label 5' },
  ];
  expect(pairSegments(organs, numbered, true)).toEqual([
    { name: 'Spleen', valueA: 1, valueB: null },
    { name: 'Liver', valueA: 2, valueB: 2 },
    { name: 'Label 5', valueA: null, valueB: 5 },
  ]);
  expect(pairSegments(organs.slice(0, 1), others.slice(0, 1))).toEqual([
    { name: 'Spleen', valueA: 1, valueB: 7 },
  ]);
});
