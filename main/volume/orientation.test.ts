import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Affine, Vec3, VoxelBox } from '../contract/geometry.ts';
import { affineFromColumns, applyAffine, invertAffine, multiplyAffines } from './affine.ts';
import {
  orientationCode,
  orientationOf,
  rasView,
  type AxisDirection,
  type Orientation,
} from './orientation.ts';
import { blockFromRas, boxFromRas, boxShape, boxToRas, rasBoxAffine, readRasBox } from './reorient.ts';

const permutations = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;
const signs = [1, -1] as const;

/** All 48 ways to lay a right-angled grid in the patient. */
const allOrientations: Orientation[] = permutations.flatMap((axes) =>
  signs.flatMap((a) =>
    signs.flatMap((b) =>
      signs.map((c): Orientation => {
        const direction = (n: number, sign: 1 | -1): AxisDirection => ({ worldAxis: axes[n], sign });
        return [direction(0, a), direction(1, b), direction(2, c)];
      }),
    ),
  ),
);

function affineOf(orientation: Orientation, spacingMm: Vec3, origin: Vec3): Affine {
  const column = (n: number): Vec3 => {
    const { worldAxis, sign } = orientation[n];
    return [0, 1, 2].map((axis) => (axis === worldAxis ? sign * spacingMm[n] : 0)) as unknown as Vec3;
  };
  return affineFromColumns([column(0), column(1), column(2)], origin);
}

test('there are 48 orientations and each is recognised', () => {
  expect(new Set(allOrientations.map(orientationCode)).size).toBe(48);
  for (const orientation of allOrientations)
    expect(orientationOf(affineOf(orientation, [0.7, 0.9, 3], [1, 2, 3]))).toEqual(orientation);
});

test('an oblique grid has the orientation of the axes it lies closest to', () => {
  for (const orientation of allOrientations)
    for (const degrees of [10, 25, 40]) {
      const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      const turn = affineFromColumns(
        [
          [c, s, 0],
          [-s, c, 0],
          [0, 0, 1],
        ],
        [0, 0, 0],
      );
      const oblique = multiplyAffines(turn, affineOf(orientation, [0.7, 0.9, 3], [1, 2, 3]));
      expect(orientationOf(oblique)).toEqual(orientation);
    }
});

const shapeIjk = fc.tuple(
  fc.integer({ min: 1, max: 9 }),
  fc.integer({ min: 1, max: 80 }),
  fc.integer({ min: 1, max: 7 }),
);
const layout = fc.tuple(
  shapeIjk,
  fc.constantFrom(...allOrientations),
  fc.array(fc.nat(1000), { minLength: 6, maxLength: 6 }),
);

/** A box of the RAS arrangement from six arbitrary numbers. */
function someBox(shapeRas: Vec3, numbers: readonly number[]): VoxelBox {
  const start = shapeRas.map((n, axis) => numbers[axis] % n);
  const end = shapeRas.map((n, axis) => start[axis] + 1 + (numbers[axis + 3] % (n - start[axis])));
  return { start: [start[0], start[1], start[2]], end: [end[0], end[1], end[2]] };
}

function numbered(shape: Vec3): Int16Array {
  return Int16Array.from({ length: shape[0] * shape[1] * shape[2] }, (_, n) => n);
}

test('a box read in RAS holds the voxels that the affine says are there', () => {
  fc.assert(
    fc.property(layout, ([shape, orientation, numbers]) => {
      const affine = affineOf(orientation, [0.7, 0.9, 3], [11, -7, 5]);
      const view = rasView(shape, orientation);
      const box = someBox(view.shapeRas, numbers);
      const block = readRasBox(numbered(shape), view, box);
      const toStored = multiplyAffines(invertAffine(affine), rasBoxAffine(affine, shape, view, box));
      const [nr, na, ns] = boxShape(box);
      for (let s = 0, n = 0; s < ns; s++)
        for (let a = 0; a < na; a++)
          for (let r = 0; r < nr; r++, n++) {
            const [i, j, k] = applyAffine(toStored, [r, a, s]).map(Math.round);
            expect(block[n]).toBe(i + shape[0] * (j + shape[1] * k));
          }
    }),
  );
});

test('boxes and blocks go to RAS and back unchanged', () => {
  fc.assert(
    fc.property(layout, ([shape, orientation, numbers]) => {
      const view = rasView(shape, orientation);
      const box = someBox(view.shapeRas, numbers);
      expect(boxToRas(boxFromRas(box, view), view)).toEqual(box);

      const stored = numbered(shape);
      const back = blockFromRas(readRasBox(stored, view, box), box, view);
      const { start, end } = boxFromRas(box, view);
      let n = 0;
      for (let k = start[2]; k < end[2]; k++)
        for (let j = start[1]; j < end[1]; j++)
          for (let i = start[0]; i < end[0]; i++)
            expect(back[n++]).toBe(stored[i + shape[0] * (j + shape[1] * k)]);
      expect(back.length).toBe(n);
    }),
  );
});

test('voxel to patient position and back', () => {
  const number = fc.double({ min: -200, max: 200, noNaN: true });
  fc.assert(
    fc.property(layout, fc.tuple(number, number, number), ([, orientation], voxel) => {
      const affine = affineOf(orientation, [0.7, 0.9, 3], [11, -7, 5]);
      const back = applyAffine(invertAffine(affine), applyAffine(affine, voxel));
      back.forEach((x, axis) => expect(x).toBeCloseTo(voxel[axis], 8));
    }),
  );
});
