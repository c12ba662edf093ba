import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastSquares, spreadBy, spreadOf } from './statistics.ts';

describe('spread', () => {
  test('smallest, middle and largest in any order, by number and not by text', () => {
    expect(spreadOf([10, 9, 100])).toEqual({ runs: 3, min: 9, median: 10, max: 100 });
  });

  test('the median of an even number lies between the middle two', () => {
    expect(spreadOf([4, 1, 2, 3]).median).toBe(2.5);
    expect(spreadOf([7])).toEqual({ runs: 1, min: 7, median: 7, max: 7 });
  });

  test('by a field', () => {
    expect(spreadBy([{ s: 2 }, { s: 1 }], (run) => run.s).min).toBe(1);
  });

  test('nothing measured is an error, not a NaN in a table', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});

describe('least squares', () => {
  test('points of a line give that line back', () => {
    const parameter = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(parameter, parameter, (slope, intercept) => {
        const x = [60, 102, 300, 1000];
        const line = leastSquares(
          x,
          x.map((n) => intercept + slope * n),
        );
        expect(line.slope).toBeCloseTo(slope, 6);
        expect(line.intercept).toBeCloseTo(intercept, 6);
      }),
    );
  });

  test('worked by hand: (0, 0), (1, 1), (2, 1)', () => {
    const { slope, intercept, rSquared } = leastSquares([0, 1, 2], [0, 1, 1]);
    expect(slope).toBeCloseTo(0.5);
    expect(intercept).toBeCloseTo(1 / 6);
    expect(rSquared).toBeCloseTo(0.75);
  });

  test('one x has no line', () => {
    expect(() => leastSquares([5, 5], [1, 2])).toThrow(RangeError);
  });
});
