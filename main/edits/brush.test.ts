import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Affine, Vec3 } from '../contract/geometry.ts';
import { paintStroke, type BrushCanvas, type BrushTip } from './brush.ts';
import { paintRule, type PaintOptions } from './paint.ts';
import { applyPatch, patchBox, revertPatch } from './patch.ts';
import { PatchRecorder } from './patchRecorder.ts';
import { positionOf } from './testing.ts';

const shapeIjk: Vec3 = [13, 11, 9];
const straight: Affine = [-0.8, 0, 0, 3, 0, 1, 0, 0, 0, 0, 2.5, -7, 0, 0, 0, 1];
/** Its axes are not at right angles: rows, columns and slices lean. */
const sheared: Affine = [-0.8, 0.3, 0.4, 3, 0.1, 1, -0.9, 0, 0, 0.2, 2.4, -7, 0, 0, 0, 1];

function canvasOf(affineIjkToRas: Affine): BrushCanvas {
  const labels = new Uint8Array(shapeIjk[0] * shapeIjk[1] * shapeIjk[2]);
  return { labels, shapeIjk, affineIjkToRas };
}

/** From the definition: whether the centre of a voxel is within the radius of the way, or is nearest to one of its ends. */
function isPainted(
  affine: Affine,
  voxel: Vec3,
  { radiusMm, acrossAxis }: BrushTip,
  from: Vec3,
  to: Vec3,
): boolean {
  const slice = acrossAxis === undefined ? undefined : Math.round(from[acrossAxis]);
  if (acrossAxis !== undefined && voxel[acrossAxis] !== slice) return false;
  const flat = (p: Vec3) => p.map((n, axis) => (axis === acrossAxis ? (slice ?? n) : n));
  const inMm = (p: Vec3) => {
    const [i, j, k] = flat(p);
    return [0, 4, 8].map((row) => affine[row] * i + affine[row + 1] * j + affine[row + 2] * k);
  };
  const [p, q, x] = [inMm(from), inMm(to), inMm(voxel)];
  const way = q.map((mm, axis) => mm - p[axis]);
  const squared = way.reduce((sum, mm) => sum + mm * mm, 0);
  const dot = way.reduce((sum, mm, axis) => sum + mm * (x[axis] - p[axis]), 0);
  const t = squared === 0 ? 0 : Math.max(0, Math.min(1, dot / squared));
  if (Math.hypot(...x.map((mm, axis) => mm - p[axis] - t * way[axis])) <= radiusMm) return true;
  return [from, to].some((end) => flat(end).every((n, axis) => Math.round(n) === voxel[axis]));
}

const coordinate = (count: number) =>
  fc.integer({ min: -200, max: 100 * count + 200 }).map((n) => n / 100 + 0.003);
const place = fc.tuple(coordinate(shapeIjk[0]), coordinate(shapeIjk[1]), coordinate(shapeIjk[2]));
const tip: fc.Arbitrary<BrushTip> = fc.record({
  radiusMm: fc.integer({ min: 1, max: 600 }).map((n) => n / 100 + 0.0001),
  acrossAxis: fc.constantFrom(undefined, 0, 1, 2),
});

describe('paintStroke', () => {
  it('paints the voxels that are within the radius of the way, as disc and as sphere, also where axes are not at right angles', () => {
    fc.assert(
      fc.property(fc.constantFrom(straight, sheared), tip, place, place, (affine, brush, from, to) => {
        const canvas = canvasOf(affine);
        const recorder = new PatchRecorder();
        const box = paintStroke(canvas, paintRule({ value: 2 }), recorder, brush, from, to);
        const expected = Uint8Array.from(canvas.labels, (_, n) =>
          isPainted(affine, positionOf(n, shapeIjk), brush, from, to) ? 2 : 0,
        );
        expect(canvas.labels).toEqual(expected);
        const patch = recorder.finish(canvas.labels);
        revertPatch(canvas.labels, patch);
        expect(canvas.labels.every((label) => label === 0)).toBe(true);
        applyPatch(canvas.labels, patch);
        expect(canvas.labels).toEqual(expected);
        const patched = patchBox(patch, shapeIjk);
        expect(box === undefined).toBe(patched === undefined);
        for (let axis = 0; axis < 3 && box && patched; axis++) {
          expect(box.start[axis]).toBeGreaterThanOrEqual(patched.start[axis]);
          expect(box.end[axis]).toBeLessThanOrEqual(patched.end[axis]);
        }
      }),
      { numRuns: 150 },
    );
  });

  const labels = Uint8Array.from({ length: 13 }, (_, n) => Math.floor(n / 3));
  const voxelsHu = Int16Array.from(labels, (_, n) => n * 10);
  const paintAll = (options: PaintOptions) => {
    const canvas: BrushCanvas = {
      ...{ labels: labels.slice(), voxelsHu, shapeIjk: [13, 1, 1] },
      affineIjkToRas: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1],
    };
    paintStroke(canvas, paintRule(options), new PatchRecorder(), { radiusMm: 30 }, [6, 0, 0], [6, 0, 0]);
    return [...canvas.labels].join('');
  };

  it('minds locked values, the value painted over and the range of HU', () => {
    expect([...labels].join('')).toBe('0001112223334');
    expect(paintAll({ value: 5 })).toBe('5555555555555');
    expect(paintAll({ value: 5, lockedValues: [1, 3] })).toBe('5551115553335');
    expect(paintAll({ value: 5, lockedValues: [5] })).toBe('0001112223334');
    expect(paintAll({ value: 5, onlyOver: 0 })).toBe('5551112223334');
    expect(paintAll({ value: 0, onlyOver: 2 })).toBe('0001110003334');
    expect(paintAll({ value: 0, onlyOver: 2, lockedValues: [2] })).toBe('0001112223334');
    expect(paintAll({ value: 5, rangeHu: [20, 70] })).toBe('0055555523334');
    expect(paintAll({ value: 5, rangeHu: [20, 70], lockedValues: [1] })).toBe('0051115523334');
  });
});
