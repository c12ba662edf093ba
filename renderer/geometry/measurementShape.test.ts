import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../main/contract/geometry.ts';
import type { Measurement } from '../../main/contract/measurement.ts';
import { handlesRas, moveHandle, movePoints, outlinesRas, partAt } from './measurementShape.ts';
import { length, subtract } from './vec3.ts';

const shape = (kind: Measurement['kind'], pointsRas: readonly Vec3[]): Measurement => ({
  ...{ id: kind, kind, name: kind, visible: true, sliceAxis: 2 },
  ...{ rightRas: [-1, 0, 0], upRas: [0, 1, 0], pointsRas },
});
const distance = shape('distance', [
  [0, 0, 5],
  [10, 0, 5],
]);
const rectangle = shape('rectangle', [
  [0, 0, 5],
  [-10, 6, 5],
]);
const ellipse = { ...rectangle, kind: 'ellipse' } as const;

describe('handles', () => {
  it('of a rectangle are its four corners; one that is moved leaves the corner across from it', () => {
    expect(handlesRas(rectangle)).toEqual([
      [0, 0, 5],
      [-10, 0, 5],
      [-10, 6, 5],
      [0, 6, 5],
    ]);
    const moved = { ...rectangle, pointsRas: moveHandle(rectangle, 3, [2, 9, 5]) };
    expect(moved.pointsRas).toEqual([
      [2, 9, 5],
      [-10, 0, 5],
    ]);
    expect(handlesRas(moved)).toContainEqual([-10, 9, 5]);
  });

  it('of a distance are its ends', () => {
    expect(moveHandle(distance, 1, [4, 4, 5])).toEqual([
      [0, 0, 5],
      [4, 4, 5],
    ]);
  });
});

it('a whole measurement moves with all of its points', () => {
  expect(movePoints(distance, [1, 2, 0])).toEqual([
    [1, 2, 5],
    [11, 2, 5],
  ]);
});

it('an ellipse touches the middles of the sides of its box', () => {
  const [line] = outlinesRas(ellipse);
  for (const touched of [
    [-5, 0, 5],
    [-5, 6, 5],
    [0, 3, 5],
    [-10, 3, 5],
  ] as const)
    expect(Math.min(...line!.map((point) => length(subtract(point, touched))))).toBeLessThan(1e-9);
});

describe('what lies at a place', () => {
  it('a handle comes before the lines that end in it', () => {
    expect(partAt(distance, [9, 0.5, 5], 2)).toBe(1);
    expect(partAt(distance, [5, 1.5, 5], 2)).toBe('lines');
    expect(partAt(distance, [5, 2.5, 5], 2)).toBeNull();
    expect(partAt(distance, [13, 0, 5], 2)).toBeNull();
  });

  it('the inside of a shape is free: what lies below can be measured', () => {
    expect(partAt(rectangle, [-5, 3, 5], 1)).toBeNull();
    expect(partAt(ellipse, [-5, 3, 5], 1)).toBeNull();
    expect(partAt(ellipse, [-5, 0.5, 5], 1)).toBe('lines');
  });

  it('a probe moves as a whole', () => {
    expect(partAt(shape('probe', [[1, 1, 5]]), [1, 2, 5], 2)).toBe('lines');
  });
});
