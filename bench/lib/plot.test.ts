import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plotSvg, ticksTo } from './plot.ts';

test('ticks are round and reach the largest value', () => {
  expect(ticksTo(1000)).toEqual([0, 200, 400, 600, 800, 1000]);
  expect(ticksTo(0.34)).toEqual([0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35]);
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (max) => {
      const ticks = ticksTo(max);
      expect(ticks[ticks.length - 1]).toBeGreaterThanOrEqual(max * (1 - 1e-6));
      expect(ticks.length).toBeGreaterThanOrEqual(4);
      expect(ticks.length).toBeLessThanOrEqual(11);
    }),
  );
});

test('points lie where the axes say, and text is escaped', () => {
  const svg = plotSvg({
    title: 'a < b & c',
    xLabel: 'slices',
    yLabel: 's',
    series: [
      {
        name: 'load',
        colour: '#06c',
        points: [
          [0, 0],
          [1000, 2],
        ],
        line: { slope: 0.002, intercept: 0 },
      },
    ],
  });
  expect(svg).toContain('a &lt; b &amp; c');
  // The plot's lower left and upper right corners.
  expect(svg).toContain('<circle cx="64" cy="368" r="3.5"/>');
  expect(svg).toContain('<circle cx="696" cy="44" r="3.5"/>');
  expect(svg).toContain('points="64,368 696,44"');
});
