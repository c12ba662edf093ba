import { describe, expect, it } from 'vitest';
import { count, maskOf } from '../testing.ts';
import { levelledMask } from './levelledMask.ts';

const block = (extra: (i: number, j: number, k: number) => boolean) =>
  maskOf([14, 14, 14], (i, j, k) => [i, j, k].every((n) => n >= 2 && n < 11) !== extra(i, j, k));

describe('levelledMask', () => {
  it('takes off a bump and what touches at a corner only, and fills a pit', () => {
    const smooth = block(() => false);
    const bump = block((i, j, k) => i === 11 && j === 5 && k === 6);
    const corner = block((i, j, k) => i === 11 && j === 11 && k === 11);
    const pit = block((i, j, k) => i === 10 && j === 5 && k === 6);
    for (const { mask, shapeIjk } of [smooth, bump, corner, pit])
      expect(levelledMask(mask, shapeIjk, 0.01)).toEqual(smooth.mask);
  });

  it('leaves the border of the volume and a mask of thin parts alone', () => {
    const full = maskOf([12, 12, 12], () => true);
    expect(levelledMask(full.mask, full.shapeIjk, 0.01)).toEqual(full.mask);
    const diagonal = maskOf([5, 5, 5], (i, j, k) => i === j && j === k);
    expect(count(levelledMask(diagonal.mask, diagonal.shapeIjk, 0.01))).toBe(5);
  });
});
