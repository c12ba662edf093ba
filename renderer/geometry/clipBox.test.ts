import { describe, expect, it } from 'vitest';
import { boundsOf, boxEdges, boxFaces, faceMiddle, facePlaceMm, moveFace } from './clipBox.ts';
import { gridOf, lps, oblique } from './testing.ts';
import { length, subtract } from './vec3.ts';

const grid = gridOf(lps, [40, 30, 20]);
const bounds = boundsOf(grid);

describe('boundsOf', () => {
  it('reaches half a voxel beyond the outermost centres', () => {
    const size = [0, 1, 2].map((axis) => bounds.highRas[axis]! - bounds.lowRas[axis]!);
    expect(size).toEqual([expect.closeTo(32), expect.closeTo(24), expect.closeTo(60)]);
  });

  it('holds a tilted grid', () => {
    const tilted = boundsOf(gridOf(oblique, [40, 30, 20]));
    expect(tilted.highRas[2] - tilted.lowRas[2]).toBeGreaterThan(60);
  });
});

describe('moveFace', () => {
  it('moves one face and no other, and turns into no box inside out', () => {
    for (const face of boxFaces) {
      const far = moveFace(bounds, face, face.end === 'low' ? 1e6 : -1e6, bounds);
      const thickness = far.highRas[face.axis]! - far.lowRas[face.axis]!;
      expect(thickness).toBeCloseTo(5);
      const others = boxFaces.filter((other) => other !== face);
      for (const other of others) expect(facePlaceMm(far, other)).toBe(facePlaceMm(bounds, other));
    }
  });

  it('stays inside the scan', () => {
    expect(moveFace(bounds, { axis: 2, end: 'high' }, 1e6, bounds)).toEqual(bounds);
  });
});

it('a box has twelve edges, four along each axis, and handles in the middle of its faces', () => {
  const lengths = boxEdges(bounds).map(([from, to]) => Math.round(length(subtract(to, from))));
  expect(lengths.sort((a, b) => a - b)).toEqual([24, 24, 24, 24, 32, 32, 32, 32, 60, 60, 60, 60]);
  expect(faceMiddle(bounds, { axis: 2, end: 'high' })[2]).toBe(bounds.highRas[2]);
});
