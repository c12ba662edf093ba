import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../contract/geometry.ts';
import { paintLasso, type Lasso } from './lasso.ts';
import { axesAcross, paintRule } from './paint.ts';
import { patchBox } from './patch.ts';
import { PatchRecorder } from './patchRecorder.ts';
import { positionOf } from './testing.ts';

const shapeIjk: Vec3 = [9, 8, 7];

/** By a ray to the right: inside where it crosses an odd number of sides. */
function isInside(corners: Lasso['corners'], x: number, y: number): boolean {
  let inside = false;
  corners.forEach(([x1, y1], n) => {
    const [x0, y0] = corners[(n + 1) % corners.length];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  });
  return inside;
}

// Off the rows through the voxels' centres, where the two rules for corners differ.
const coordinate = fc.integer({ min: -10, max: 100 }).map((n) => n / 10 + 0.0501);
const lasso = fc.record({
  acrossAxis: fc.constantFrom(0, 1, 2),
  corners: fc.array(fc.tuple(coordinate, coordinate), { maxLength: 7 }),
  slice: fc.constantFrom(undefined, 0, 4, 6),
  side: fc.constantFrom('inside', 'outside'),
}) satisfies fc.Arbitrary<Lasso>;

describe('paintLasso', () => {
  it('paints the side that even-odd crossings say, in one slice or through the volume', () => {
    fc.assert(
      fc.property(lasso, (drawn) => {
        const labels = new Uint8Array(shapeIjk[0] * shapeIjk[1] * shapeIjk[2]).fill(1);
        const recorder = new PatchRecorder();
        const canvas = { labels, shapeIjk };
        const box = paintLasso(canvas, paintRule({ value: 0 }), recorder, drawn);
        const [a, b] = axesAcross(drawn.acrossAxis);
        labels.forEach((label, n) => {
          const voxel = positionOf(n, shapeIjk);
          const isInPlane = drawn.slice === undefined || voxel[drawn.acrossAxis] === drawn.slice;
          // A centre on a side may go either way.
          const [left, right] = [-1e-9, 1e-9].map((by) => isInside(drawn.corners, voxel[a] + by, voxel[b]));
          if (left !== right) return;
          const isOnSide = left === (drawn.side === 'inside');
          if ((label === 0) !== (isInPlane && isOnSide)) expect({ voxel, label }).toBe('otherwise');
        });
        const patched = patchBox(recorder.finish(labels), shapeIjk);
        expect(box === undefined).toBe(patched === undefined);
      }),
      { numRuns: 400 },
    );
  });

  it('paints nothing in a slice that is not there', () => {
    const labels = new Uint8Array(8);
    const square = [
      [-1, -1],
      [5, -1],
      [5, 5],
      [-1, 5],
    ] as const;
    const canvas = { labels, shapeIjk: [2, 2, 2] } as const;
    for (const slice of [-1, 2])
      expect(
        paintLasso(canvas, paintRule({ value: 1 }), new PatchRecorder(), {
          acrossAxis: 2,
          corners: square,
          slice,
        }),
      ).toBeUndefined();
    expect(labels).toEqual(new Uint8Array(8));
  });
});
