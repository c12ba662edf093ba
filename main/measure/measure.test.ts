import { describe, expect, test } from 'vitest';
import type { Affine, Vec3 } from '../contract/geometry.ts';
import type { Measurement, MeasurementKind } from '../contract/measurement.ts';
import { affineColumn, affineFromColumns, applyAffine } from '../volume/affine.ts';
import { measure } from './measure.ts';
import { sliceOf } from './slice.ts';
import { cross, length, scale, subtract, dot } from './vec3.ts';

/** 0.5 x 2 x 3 mm, straight. */
const anisotropic = affineFromColumns(
  [
    [-0.5, 0, 0],
    [0, -2, 0],
    [0, 0, 3],
  ],
  [100, 50, -20],
);
const [cos, sin] = [Math.cos(0.4), Math.sin(0.4)];
/** 0.5 x 2 x 3 mm, turned about the left-right axis and then about the long one. */
const oblique = affineFromColumns(
  [
    [-0.5 * cos, -0.5 * sin, 0],
    [2 * sin * cos, -2 * cos * cos, -2 * sin],
    [3 * sin * sin, -3 * cos * sin, 3 * cos],
  ],
  [31, -12, 7],
);
/** Slices that lean: the third axis is not at right angles to the others. */
const sheared = affineFromColumns(
  [
    [-0.8, 0, 0],
    [0, -0.8, 0],
    [0, -1, 3],
  ],
  [0, 0, 0],
);

/** A measurement across `sliceAxis`, from points in voxels. */
function measurement(
  kind: MeasurementKind,
  affine: Affine,
  pointsIjk: readonly Vec3[],
  sliceAxis: 0 | 1 | 2 = 2,
): Measurement {
  const [u, v] = [0, 1, 2].filter((axis) => axis !== sliceAxis).map((axis) => affineColumn(affine, axis));
  const rightRas = scale(u, 1 / length(u));
  const away = subtract(v, scale(rightRas, dot(v, rightRas)));
  return {
    ...{ id: 'm', kind, name: 'M', visible: true, sliceAxis, rightRas },
    upRas: scale(away, 1 / length(away)),
    pointsRas: pointsIjk.map((ijk) => applyAffine(affine, ijk)),
  };
}

const empty = (affine: Affine, shapeIjk: Vec3 = [8, 8, 4]) => ({
  grid: { shapeIjk, affineIjkToRas: affine },
  voxelsHu: new Int16Array(shapeIjk[0] * shapeIjk[1] * shapeIjk[2]),
});

describe.each([
  ['straight', anisotropic],
  ['oblique', oblique],
])('on a %s grid of 0.5 x 2 x 3 mm', (_, affine) => {
  test('a distance is in mm of the patient', () => {
    const line = measurement('distance', affine, [
      [1, 1, 2],
      [7, 3, 2],
    ]);
    // 3 mm across and 4 mm up.
    expect(measure(line, empty(affine))).toEqual({ kind: 'distance', mm: expect.closeTo(5, 10) });
  });

  test('an angle is that in the patient, not that between voxels', () => {
    const angle = measurement('angle', affine, [
      [5, 1, 2],
      [1, 1, 2],
      [5, 2, 2],
    ]);
    // The second arm goes 2 mm across and 2 mm up.
    expect(measure(angle, empty(affine))).toEqual({ kind: 'angle', degrees: expect.closeTo(45, 10) });
  });

  test('a rectangle has the voxels whose centres lie in it, and the area that was drawn', () => {
    const scan = empty(affine);
    for (let j = 0; j < 8; j++) for (let i = 0; i < 8; i++) scan.voxelsHu[i + 8 * (j + 8 * 2)] = i + 10 * j;
    const rectangle = measurement('rectangle', affine, [
      [0.6, -0.4, 2],
      [2.4, 1.4, 2],
    ]);
    // Voxels (1, 0), (2, 0), (1, 1), (2, 1): 1, 2, 11, 12. Squares from 6.5: 30.25, 20.25, 20.25, 30.25.
    expect(measure(rectangle, scan)).toEqual({
      kind: 'rectangle',
      widthMm: expect.closeTo(0.9, 10),
      heightMm: expect.closeTo(3.6, 10),
      areaMm2: expect.closeTo(3.24, 10),
      ...{ voxels: 4, meanHu: 6.5, sdHu: Math.sqrt(25.25), minHu: 1, maxHu: 12 },
    });
  });

  test('an ellipse around a disc of the patient has its voxels and no others', () => {
    const shapeIjk: Vec3 = [60, 20, 4];
    const scan = empty(affine, shapeIjk);
    const centre = applyAffine(affine, [30, 10, 1]);
    const radiusMm = 9.1;
    let inDisc = 0;
    for (let j = 0; j < 20; j++)
      for (let i = 0; i < 60; i++) {
        if (length(subtract(applyAffine(affine, [i, j, 1]), centre)) > radiusMm) continue;
        inDisc++;
        scan.voxelsHu[i + 60 * (j + 20)] = 100;
      }
    const [halfI, halfJ] = [radiusMm / 0.5, radiusMm / 2];
    const disc = measurement('ellipse', affine, [
      [30 - halfI, 10 + halfJ, 1],
      [30 + halfI, 10 - halfJ, 1],
    ]);
    expect(measure(disc, scan)).toMatchObject({
      ...{ voxels: inDisc, meanHu: 100, sdHu: 0, minHu: 100, maxHu: 100 },
      areaMm2: expect.closeTo(Math.PI * radiusMm ** 2, 8),
    });
  });
});

test.each([0, 1, 2] as const)('an ROI across voxel axis %i reads that slice and no other', (sliceAxis) => {
  const scan = empty(anisotropic, [6, 6, 6]);
  const strides = [1, 6, 36];
  const [u, v] = [0, 1, 2].filter((axis) => axis !== sliceAxis);
  for (let n = 0; n < 216; n++) {
    const at = strides.map((stride) => Math.floor(n / stride) % 6);
    if (at[sliceAxis] === 4) scan.voxelsHu[n] = 10 * at[u] + at[v];
  }
  const corner = (a: number, b: number) =>
    [0, 1, 2].map((axis) => (axis === sliceAxis ? 4 : axis === u ? a : b)) as unknown as Vec3;
  const roi = measurement('rectangle', anisotropic, [corner(1, 2), corner(3, 3)], sliceAxis);
  expect(sliceOf(roi, scan.grid)).toBe(4);
  // Corners on centres of voxels: those belong to it. 12, 13, 22, 23, 32, 33.
  expect(measure(roi, scan)).toMatchObject({ voxels: 6, meanHu: 22.5, minHu: 12, maxHu: 33 });
});

test('on leaning slices an ROI is measured in its own slice', () => {
  const scan = empty(sheared, [8, 8, 4]);
  scan.voxelsHu.fill(7, 2 * 64, 3 * 64);
  const roi = measurement('rectangle', sheared, [
    [1.5, 1.5, 2],
    [4.5, 5.5, 2],
  ]);
  expect(measure(roi, scan)).toMatchObject({ voxels: 12, meanHu: 7, sdHu: 0 });
});

test('a shape outside of the scan, or between the centres of voxels, has no HU', () => {
  const scan = empty(anisotropic);
  const outside = measurement('ellipse', anisotropic, [
    [20, 20, 2],
    [25, 25, 2],
  ]);
  const between = measurement('rectangle', anisotropic, [
    [1.2, 1.2, 2],
    [1.8, 1.8, 2],
  ]);
  for (const roi of [outside, between])
    expect(measure(roi, scan)).toMatchObject({
      voxels: 0,
      meanHu: null,
      sdHu: null,
      minHu: null,
      maxHu: null,
    });
});

test('a probe reads the voxel in which it lies; outside of the scan nothing', () => {
  const scan = empty(oblique);
  scan.voxelsHu[3 + 8 * (5 + 8 * 2)] = -42;
  const at = (ijk: Vec3) => measure(measurement('probe', oblique, [ijk]), scan);
  expect(at([3.4, 4.6, 2])).toEqual({ kind: 'probe', hu: -42 });
  expect(at([3.6, 4.6, 2])).toEqual({ kind: 'probe', hu: 0 });
  expect(at([-0.6, 0, 0])).toEqual({ kind: 'probe', hu: null });
});

test('angles near 0 and 180 degrees keep their digits', () => {
  const tiny = 1e-7;
  const arms = (to: Vec3): Measurement => ({
    ...measurement('angle', anisotropic, [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]),
    pointsRas: [[1, 0, 0], [0, 0, 0], to],
  });
  const degrees = (to: Vec3) => measure(arms(to), empty(anisotropic));
  expect(degrees([1, tiny, 0])).toEqual({
    kind: 'angle',
    degrees: expect.closeTo((tiny * 180) / Math.PI, 12),
  });
  expect(degrees([-1, 0, 0])).toEqual({ kind: 'angle', degrees: 180 });
  expect(cross([1, 0, 0], [0, 1, 0])).toEqual([0, 0, 1]);
});
