import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../contract/geometry.ts';
import { pasteBlock } from './block.ts';
import { restoredBlock } from './testing.ts';

/** Each voxel of the crop on its own, by the formula of torch's interpolate(mode="trilinear"). */
function trilinear(values: Float32Array, from: Vec3, to: Vec3): Float32Array {
  const out = new Float32Array(to[0] * to[1] * to[2]);
  const tap = (n: number, axis: number) => {
    const scale = Math.fround(from[axis] / to[axis]);
    const source = Math.max(0, Math.fround(Math.fround((n + 0.5) * scale) - 0.5));
    const lower = Math.floor(source);
    return [lower, Math.min(lower + 1, from[axis] - 1), source - lower];
  };
  for (let k = 0, n = 0; k < to[2]; k++)
    for (let j = 0; j < to[1]; j++)
      for (let i = 0; i < to[0]; i++) {
        const taps = [tap(i, 0), tap(j, 1), tap(k, 2)];
        let sum = 0;
        for (let corner = 0; corner < 8; corner++) {
          const bits = [corner & 1, (corner >> 1) & 1, corner >> 2];
          const [a, b, c] = taps.map((t, axis) => t[bits[axis]]);
          const weight = taps.reduce((w, t, axis) => w * (bits[axis] === 1 ? t[2] : 1 - t[2]), 1);
          sum += weight * values[(c * from[1] + b) * from[0] + a];
        }
        out[n++] = sum;
      }
  return out;
}

const length = fc.integer({ min: 1, max: 9 });
const shape = fc.tuple(length, length, length);

describe('restoreMask', () => {
  it('is where the interpolated logit difference is above the threshold', () => {
    fc.assert(
      fc.property(
        shape.chain((from) =>
          fc.tuple(
            fc.constant(from),
            shape,
            fc.float32Array({
              minLength: from[0] * from[1] * from[2],
              maxLength: from[0] * from[1] * from[2],
              min: -8,
              max: 8,
              noNaN: true,
            }),
            fc.constantFrom(-2, 0, 1, 5),
          ),
        ),
        ([from, to, logits, threshold]) => {
          const { box, voxels } = restoredBlock(logits, from, to, threshold);
          const restored = pasteBlock({ box, voxels }, to);
          trilinear(logits, from, to).forEach((value, n) => {
            if (Math.abs(value - threshold) > 1e-5) expect(restored[n]).toBe(value > threshold ? 1 : 0);
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps the logits as they are where the grids are the same', () => {
    const logits = Float32Array.from([-1, 2, 0, 3, -4, 5, 0.5, -0.1]);
    const { box, voxels } = restoredBlock(logits, [2, 2, 2], [2, 2, 2], 0);
    expect(box).toEqual({ start: [0, 0, 0], end: [2, 2, 2] });
    expect([...voxels]).toEqual([0, 1, 0, 1, 0, 1, 1, 0]);
  });

  it('evaluates the neighbourhood of what is positive and no more', () => {
    const logits = new Float32Array(1000).fill(-1);
    logits[555] = 4;
    const { box } = restoredBlock(logits, [10, 10, 10], [40, 20, 10], 0);
    expect(box).toEqual({ start: [18, 9, 5], end: [26, 13, 6] });
  });

  it('gives an empty block where nothing is above the threshold', () => {
    const { box, voxels } = restoredBlock(new Float32Array(27), [3, 3, 3], [5, 6, 7], 0);
    expect(voxels.length).toBe(0);
    expect(box).toEqual({ start: [0, 0, 0], end: [0, 0, 0] });
  });
});
