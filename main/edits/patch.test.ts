import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelPatchSchema } from '../contract/patch.ts';
import { tightBox } from './box.ts';
import { packPatch, unpackPatch } from './packPatch.ts';
import {
  applyPatch,
  diffPatch,
  invertPatch,
  patchBox,
  patchFromEmpty,
  patchVoxels,
  revertPatch,
} from './patch.ts';
import { positionOf, twoMaps, type TwoMaps } from './testing.ts';

const patchOf = ({ before, after, shapeIjk }: TwoMaps) =>
  diffPatch(before, after, { start: [0, 0, 0], end: shapeIjk }, shapeIjk);

describe('a patch', () => {
  it('turns one label map into the other and back', () => {
    fc.assert(
      fc.property(twoMaps(), (maps) => {
        const patch = patchOf(maps);
        expect(labelPatchSchema.safeParse(patch).success).toBe(true);
        const labels = maps.before.slice();
        applyPatch(labels, patch);
        expect(labels).toEqual(maps.after);
        revertPatch(labels, patch);
        expect(labels).toEqual(maps.before);
        applyPatch(labels, patch);
        applyPatch(labels, invertPatch(patch));
        expect(labels).toEqual(maps.before);
      }),
    );
  });

  it('knows its voxels and its box, also where a run goes on in the next row', () => {
    fc.assert(
      fc.property(twoMaps(), (maps) => {
        const changed = [...maps.before.keys()]
          .filter((n) => maps.before[n] !== maps.after[n])
          .map((n) => positionOf(n, maps.shapeIjk));
        const patch = patchOf(maps);
        expect(patchVoxels(patch)).toBe(changed.length);
        const box = patchBox(patch, maps.shapeIjk);
        expect(box === undefined).toBe(changed.length === 0);
        for (let axis = 0; axis < 3 && changed.length > 0; axis++) {
          const along = changed.map((position) => position[axis]);
          expect(box?.start[axis]).toBeLessThanOrEqual(Math.min(...along));
          expect(box?.end[axis]).toBeGreaterThan(Math.max(...along));
        }
      }),
    );
  });

  it('has a tight box where no run leaves its row', () => {
    const runs = Uint32Array.of(1 + 5 * 2, 2, 3 + 5 * (1 + 4 * 2), 1);
    const patch = { runs, before: Uint8Array.of(0, 0), after: Uint8Array.of(1, 1) };
    expect(patchBox(patch, [5, 4, 3])).toEqual({ start: [1, 1, 0], end: [4, 3, 3] });
  });

  it('does not touch a label map that it was not made for', () => {
    const patch = {
      runs: Uint32Array.of(0, 2, 4, 2),
      before: Uint8Array.of(0, 0),
      after: Uint8Array.of(1, 2),
    };
    const labels = Uint8Array.of(0, 0, 0, 0, 0, 3);
    expect(() => applyPatch(labels, patch)).toThrow('voxel 5 is 3 and not 0');
    expect(labels).toEqual(Uint8Array.of(0, 0, 0, 0, 0, 3));
    expect(() => applyPatch(new Uint8Array(5), patch)).toThrow('voxel 5 is undefined');
  });

  it('is refused by the contract where its runs are not in order', () => {
    const value = Uint8Array.of(1, 1);
    const broken = [Uint32Array.of(0, 2, 1, 2), Uint32Array.of(0, 2, 4, 0), Uint32Array.of(0, 2)];
    for (const runs of broken)
      expect(labelPatchSchema.safeParse({ runs, before: new Uint8Array(2), after: value }).success).toBe(
        false,
      );
    expect(
      labelPatchSchema.safeParse({ runs: Uint32Array.of(0, 2, 4, 1), before: value, after: value }).success,
    ).toBe(false);
  });

  it('makes an empty label map any other', () => {
    fc.assert(
      fc.property(twoMaps(), ({ after, shapeIjk }) => {
        const labels = new Uint8Array(after.length);
        const box = tightBox(after, shapeIjk, { start: [0, 0, 0], end: shapeIjk });
        applyPatch(labels, patchFromEmpty(after, shapeIjk, box));
        expect(labels).toEqual(after);
      }),
    );
  });
});

describe('packing', () => {
  it('keeps a patch as it is', () => {
    fc.assert(
      fc.property(twoMaps(), (maps) => {
        const patch = patchOf(maps);
        expect(unpackPatch(packPatch(patch))).toEqual(patch);
      }),
    );
  });

  it('holds offsets and lengths up to the largest', () => {
    const runs = Uint32Array.of(0, 1, 300, 2 ** 31, 2 ** 32 - 2, 1);
    const patch = { runs, before: Uint8Array.of(0, 255, 0), after: Uint8Array.of(1, 0, 255) };
    expect(unpackPatch(packPatch(patch))).toEqual(patch);
  });

  it('refuses what is cut short or no patch', () => {
    const runs = Uint32Array.of(0, 1, 300, 200);
    const packed = packPatch({ runs, before: Uint8Array.of(0, 1), after: Uint8Array.of(1, 0) });
    for (let length = 0; length < packed.length; length++)
      expect(() => unpackPatch(packed.subarray(0, length))).toThrow('no packed patch');
    expect(() => unpackPatch(Uint8Array.of(1, 0, 2))).toThrow('no packed patch');
  });
});
