import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tightBox } from './box.ts';
import { positionOf } from './testing.ts';

it('tightBox is the box from the first to the last labelled voxel along each axis, wherever rows begin in memory', () => {
  const length = fc.integer({ min: 1, max: 11 });
  const voxels = fc.array(fc.nat(), { maxLength: 40 });
  fc.assert(
    fc.property(length, length, length, voxels, fc.nat({ max: 3 }), (ni, nj, nk, chosen, shift) => {
      const shapeIjk = [ni, nj, nk] as const;
      const labels = new Uint8Array(ni * nj * nk + shift).subarray(shift);
      for (const voxel of chosen) labels[voxel % labels.length] = 1;
      const places = [...labels.keys()].filter((n) => labels[n]).map((n) => positionOf(n, shapeIjk));
      const along = (axis: number) => places.map((place) => place[axis]);
      const axes = [0, 1, 2];
      expect(tightBox(labels, shapeIjk, { start: [0, 0, 0], end: shapeIjk })).toEqual({
        start: axes.map((axis) => (places.length ? Math.min(...along(axis)) : 0)),
        end: axes.map((axis) => (places.length ? Math.max(...along(axis)) + 1 : 0)),
      });
    }),
  );
});
