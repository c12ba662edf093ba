import { describe, expect, test } from 'vitest';
import type { LabelBlock } from '../../contract/labels.ts';
import type { Vec3 } from '../../contract/geometry.ts';
import { cutBlock, emptyBlock, pasteBlock, wholeBox } from '../block.ts';
import { keepLargestComponent } from '../largestComponent.ts';
import { count, maskOf } from '../testing.ts';
import { GROWTH_MM, maskRefiner, refineMask } from './refineMask.ts';
import { signedDistanceMm } from './signedDistance.ts';
import { agreement, type Agreement } from './testing/compare.ts';
import { makePhantom, type Phantom } from './testing/phantom.ts';

const small = { noiseHu: 15, scale: 0.55 };
const phantoms = [
  makePhantom({ ...small, seed: 11, spacingMm: [0.9, 0.9, 3] }),
  makePhantom({ ...small, seed: 12, spacingMm: [1.2, 1.2, 1.5] }),
  makePhantom({ ...small, seed: 13, spacingMm: [1.77, 1.77, 3] }),
];

function agreed(block: LabelBlock, { truth, shapeIjk, spacingMm }: Phantom): Agreement {
  return agreement(pasteBlock(block, shapeIjk), truth, shapeIjk, spacingMm);
}

describe.each(phantoms)('a mask that is a quarter too large, voxels of $spacingMm mm', (phantom) => {
  const { mask, logitDifference, shapeIjk, spacingMm } = phantom;
  const input = { ...phantom, logitDifference: undefined };
  const logits = { box: wholeBox(shapeIjk), values: logitDifference };
  const before = agreed(mask, phantom);
  const refined = refineMask({ ...input, strength: 1 });

  test('loses most of its error, with the logits and without', () => {
    expect(before.volumeRatio).toBeGreaterThan(1.2);
    for (const block of [refined, refineMask({ ...input, logitDifference: logits, strength: 1 })]) {
      const after = agreed(block, phantom);
      expect(1 - after.dice).toBeLessThan((1 - before.dice) / 2.5);
      expect(after.surfaceMm).toBeLessThan(before.surfaceMm / 2.2);
      expect(Math.abs(after.volumeRatio - 1)).toBeLessThan(0.08);
    }
  });

  test('moves further with every step of the strength', () => {
    const at = maskRefiner(input);
    const away = [0, 0.25, 0.5, 0.75, 1].map((strength) => {
      const found = pasteBlock(at(strength), shapeIjk);
      return agreement(found, mask.voxels, shapeIjk, spacingMm).surfaceMm;
    });
    for (let n = 1; n < away.length; n++) expect(away[n]).toBeGreaterThan(away[n - 1]);
    expect(at(0.5)).toEqual(refineMask({ ...input, strength: 0.5 }));
  });

  test('grows where it is too small, but never beyond its margin', () => {
    const toTruth = signedDistanceMm(phantom.truth, shapeIjk, spacingMm, 15);
    const eroded = { box: mask.box, voxels: mask.voxels.map((_, n) => (toTruth[n] < -5 ? 1 : 0)) };
    const distanceMm = signedDistanceMm(eroded.voxels, shapeIjk, spacingMm, 15);
    const grown = refineMask({ ...input, mask: eroded, strength: 1 });
    expect(agreed(grown, phantom).dice).toBeGreaterThan(agreed(eroded, phantom).dice + 0.05);
    const inside = pasteBlock(grown, shapeIjk);
    expect(inside.every((voxel, n) => voxel === 0 || distanceMm[n] < GROWTH_MM)).toBe(true);
  });

  test('stays within a mm or so where it is right', () => {
    const right = { box: mask.box, voxels: phantom.truth };
    const after = agreed(refineMask({ ...input, mask: right, strength: 1 }), phantom);
    expect(after.dice).toBeGreaterThan(0.94);
    expect(after.surfaceMm).toBeLessThan(0.8);
  });

  test('is the same from int16 and float32', () => {
    expect(refineMask({ ...input, voxelsHu: Float32Array.from(phantom.voxelsHu), strength: 1 })).toEqual(
      refined,
    );
  });

  test('is the same wherever the block lies and however tight it is', () => {
    const { start, end } = refineMask({ ...input, strength: 0.01 }).box;
    const box = {
      start: start.map((n) => Math.max(0, n - 1)) as unknown as Vec3,
      end: end.map((n, axis) => Math.min(shapeIjk[axis], n + 1)) as unknown as Vec3,
    };
    const tight = cutBlock(mask.voxels, shapeIjk, box);
    expect(count(tight.voxels)).toBe(count(mask.voxels));
    const again = refineMask({ ...input, mask: tight, strength: 1 });
    // The surroundings that the HU are learnt from reach as far as the margin either way.
    expect(
      agreement(pasteBlock(again, shapeIjk), pasteBlock(refined, shapeIjk), shapeIjk, spacingMm).dice,
    ).toBe(1);
  });
});

const air: Pick<Phantom, 'voxelsHu' | 'shapeIjk' | 'spacingMm'> = {
  voxelsHu: new Int16Array(20 ** 3).fill(-1000),
  shapeIjk: [20, 20, 20],
  spacingMm: [1, 1, 2],
};

test('one piece stays one piece, two stay two', () => {
  const { truth, shapeIjk, ...scan } = phantoms[2];
  const middle = Math.floor(shapeIjk[0] / 2);
  const apart = truth.map((voxel, n) => (Math.abs((n % shapeIjk[0]) - middle) < 5 ? 0 : voxel));
  for (const [voxels, pieces] of [
    [truth, 1],
    [apart, 2],
  ] as const) {
    const mask = { box: wholeBox(shapeIjk), voxels };
    const refined = pasteBlock(
      refineMask({ ...scan, shapeIjk, mask, logitDifference: undefined, strength: 0.5 }),
      shapeIjk,
    );
    const all = count(refined);
    const largest = keepLargestComponent(refined, shapeIjk).voxels;
    if (pieces === 1) expect(largest).toBe(all);
    else expect(largest).toBeLessThan(0.9 * all);
  }
});

test('strength 0 gives the very block', () => {
  expect(refineMask({ ...phantoms[0], logitDifference: undefined, strength: 0 })).toBe(phantoms[0].mask);
});

test('an empty mask stays empty, a speck stays as it is', () => {
  expect(refineMask({ ...air, mask: emptyBlock(), strength: 1 })).toEqual(emptyBlock());
  const none = { box: wholeBox(air.shapeIjk), voxels: new Uint8Array(20 ** 3) };
  expect(count(refineMask({ ...air, mask: none, strength: 1 }).voxels)).toBe(0);
  const speck = { box: { start: [3, 3, 3], end: [5, 5, 5] } as const, voxels: new Uint8Array(8).fill(1) };
  expect(refineMask({ ...air, mask: speck, strength: 1 })).toEqual(speck);
});

test('a mask within an even image does not shrink to its core', () => {
  const { mask } = maskOf(air.shapeIjk, (i, j, k) => Math.hypot(i - 9, j - 10, 2 * (k - 10)) < 8);
  const block = { box: wholeBox(air.shapeIjk), voxels: mask };
  expect(count(refineMask({ ...air, mask: block, strength: 1 }).voxels)).toBeGreaterThanOrEqual(count(mask));
});

test.each([-0.1, 1.1, NaN])('a strength of %d is a usage error', (strength) => {
  const input = { ...air, mask: emptyBlock() };
  expect(() => refineMask({ ...input, strength })).toThrow(/from 0/);
});
