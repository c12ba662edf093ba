import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyBits, bitsOfPatch, invertBits, patchOfBits } from './bitPatch.ts';
import { applyPatch, diffPatch, patchBox } from './patch.ts';
import { twoMaps } from './testing.ts';

const wholeOf = (shapeIjk: readonly [number, number, number]) =>
  ({ start: [0, 0, 0], end: shapeIjk }) as const;

describe('BitPatch', () => {
  it('is the same change as runs, there and back, on maps of any length', () => {
    fc.assert(
      fc.property(twoMaps(), ({ shapeIjk, before, after }) => {
        // Two values to two others at most: four kinds.
        const [was, is] = [before.map((value) => value & 1), after.map((value) => 2 + (value & 1))];
        const now = is.map((value, n) => (after[n] > 1 ? value : was[n]));
        const patch = diffPatch(was, now, wholeOf(shapeIjk), shapeIjk);
        const bits = bitsOfPatch(patch, shapeIjk);
        if (!bits) {
          expect(patch.runs).toHaveLength(0);
          return;
        }
        expect(bits.box).toEqual(patchBox(patch, shapeIjk));
        expect(patchOfBits(bits)).toEqual(patch);
        const labels = was.slice();
        applyBits(labels, bits);
        expect(labels).toEqual(now);
        applyBits(labels, invertBits(bits));
        expect(labels).toEqual(was);
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing where it does not fit', () => {
    const before = Uint8Array.from({ length: 37 }, (_, n) => n % 2);
    const patch = diffPatch(
      before,
      before.map(() => 3),
      wholeOf([37, 1, 1]),
      [37, 1, 1],
    );
    const bits = bitsOfPatch(patch, [37, 1, 1])!;
    for (const wrong of [0, 20, 36]) {
      const labels = before.slice();
      labels[wrong] = 7;
      const as = labels.slice();
      expect(() => applyBits(labels, bits)).toThrow(/does not fit/);
      expect(labels).toEqual(as);
    }
  });

  it('is not made of a change of many kinds', () => {
    const before = new Uint8Array(9);
    const patch = diffPatch(
      before,
      before.map((_, n) => n),
      wholeOf([9, 1, 1]),
      [9, 1, 1],
    );
    expect(bitsOfPatch(patch, [9, 1, 1])).toBeUndefined();
    applyPatch(before, patch);
  });
});
