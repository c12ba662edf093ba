import { expect, test } from 'vitest';
import { countWindows, remainingSeconds, type WindowCount } from './remainingTime.ts';

/** Counts told at these times (ms). */
function told(total: number, ...counts: readonly (readonly [done: number, at: number])[]): WindowCount {
  const all = counts.reduce<WindowCount | undefined>(
    (before, [done, at]) => countWindows(before, { done, total }, at),
    undefined,
  );
  if (!all) throw new Error('No counts.');
  return all;
}

test('what is left at the speed so far, in steps that a guess has', () => {
  expect(remainingSeconds(told(60, [1, 1000], [11, 11_000]))).toBe(50);
  expect(remainingSeconds(told(60, [1, 1000], [11, 12_200]))).toBe(55);
  expect(remainingSeconds(told(200, [1, 0], [11, 10_300]))).toBe(200);
});

test('nothing is said from few windows, or of the last moments', () => {
  expect(remainingSeconds(told(60, [1, 0]))).toBeNull();
  expect(remainingSeconds(told(60, [1, 0], [4, 9000]))).toBeNull();
  expect(remainingSeconds(told(60, [1, 0], [57, 56_000]))).toBeNull();
});

test('a run that begins anew on another processor is counted anew', () => {
  expect(remainingSeconds(told(60, [1, 0], [30, 1000], [2, 30_000], [7, 40_000]))).toBe(110);
});
