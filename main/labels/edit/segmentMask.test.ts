import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPatch } from '../../edits/patch.ts';
import { count, maskOf, smallMasks, tightBox } from '../testing.ts';
import { fillHoles } from './fillHoles.ts';
import { growSegment } from './growSegment.ts';
import { interpolateSlices } from './interpolateSlices.ts';
import { keepLargestIsland } from './islands.ts';
import { cutSegment, segmentPatch, valueBox, type Segment } from './segmentMask.ts';
import { smoothSegment } from './smoothSegment.ts';

const spacingMm = [1, 1, 1] as const;

describe('valueBox', () => {
  it('is the tight box, wherever in its buffer the label map begins', () => {
    fc.assert(
      fc.property(smallMasks(6), fc.nat(5), (small, shift) => {
        const shifted = new Uint8Array(small.mask.length + shift + 3).fill(1).subarray(shift, -3);
        shifted.set(small.mask.map((voxel) => (voxel === 1 ? 7 : 1)));
        const whole = { start: [0, 0, 0], end: small.shapeIjk } as const;
        expect(valueBox(shifted, small.shapeIjk, 7)).toEqual(tightBox(small, whole));
      }),
    );
  });
});

describe('segmentPatch', () => {
  const labels = Uint8Array.of(0, 1, 2, 3, 1, 0);
  const segment: Segment = { labels, shapeIjk: [6, 1, 1], spacingMm, value: 1 };
  const box = { start: [1, 0, 0], end: [6, 1, 1] } as const;
  const result = (given: Segment) => {
    const edited = labels.slice();
    applyPatch(edited, segmentPatch(given, { box, voxels: Uint8Array.of(0, 1, 1, 1, 1) }));
    return [...edited];
  };

  it('takes voxels from others, but not from locked ones, and leaves a locked segment alone', () => {
    expect(result(segment)).toEqual([0, 0, 1, 1, 1, 1]);
    expect(result({ ...segment, lockedValues: [2] })).toEqual([0, 0, 2, 1, 1, 1]);
    expect(result({ ...segment, lockedValues: [1] })).toEqual([...labels]);
    expect(result({ ...segment, lockedValues: [0] })).toEqual([0, 0, 1, 1, 1, 0]);
  });

  it('is empty for what the segment is already', () => {
    expect(segmentPatch(segment, cutSegment(segment, box)).runs.length).toBe(0);
  });
});

describe('edits', () => {
  it('of a value that is nowhere change nothing', () => {
    const empty: Segment = { labels: new Uint8Array(27).fill(2), shapeIjk: [3, 3, 3], spacingMm, value: 1 };
    for (const patch of [
      fillHoles(empty),
      growSegment(empty, 1),
      growSegment(empty, -1),
      keepLargestIsland(empty),
      interpolateSlices(empty, 2),
      smoothSegment(empty, 2).patch,
    ])
      expect(patch.runs.length).toBe(0);
  });

  it('do not shrink or lose what the border of the scan cuts off', () => {
    const { mask, shapeIjk } = maskOf([9, 9, 9], (i) => i < 4);
    const labels = mask.slice();
    applyPatch(labels, growSegment({ labels, shapeIjk, spacingMm, value: 1 }, -1));
    expect(labels).toEqual(maskOf(shapeIjk, (i) => i < 3).mask);
  });

  it('interpolate outlines that do not overlap along the way between them', () => {
    const { mask, shapeIjk } = maskOf([20, 8, 5], (i, j, k) => {
      const at = k === 0 ? 4 : 14;
      return k % 4 === 0 && Math.hypot(i - at, j - 4) < 3;
    });
    const labels = mask.slice();
    applyPatch(labels, interpolateSlices({ labels, shapeIjk, spacingMm, value: 1 }, 2));
    const disc = maskOf([20, 8, 1], (i, j) => Math.hypot(i - 9, j - 4) < 3).mask;
    expect(labels.subarray(2 * 160, 3 * 160)).toEqual(disc);
    expect(count(labels)).toBe(5 * count(disc));
  });

  it('smooth a ball without shrinking it, and leave its locked neighbour alone', () => {
    const ball = maskOf([24, 24, 24], (i, j, k) => Math.hypot(i - 11.5, j - 11.5, k - 11.5) < 7);
    const labels = ball.mask.map((voxel, n) => (voxel === 0 && n % 24 < 8 ? 2 : voxel));
    const segment: Segment = { labels, shapeIjk: ball.shapeIjk, spacingMm, value: 1, lockedValues: [2] };
    const free = smoothSegment({ ...segment, labels: ball.mask, lockedValues: [] }, 2);
    expect(free.mlAfter / free.mlBefore).toBeCloseTo(1, 2);
    const beside = smoothSegment(segment, 2);
    const edited = labels.slice();
    applyPatch(edited, beside.patch);
    expect(edited.filter((label) => label === 2).length).toBe(labels.filter((label) => label === 2).length);
    expect(beside.mlAfter).toBeCloseTo(edited.filter((label) => label === 1).length / 1000, 9);
  });
});
