import { describe, expect, it } from 'vitest';
import { formatZoom, scaleBarMm } from './scaleBar.ts';

describe('scaleBarMm', () => {
  it.each([
    [0.8, 600, 100],
    [0.4, 600, 50],
    [0.1, 600, 10],
    [0.8, 240, 20],
    [0.001, 600, 1],
  ])('at %f mm a pixel, on a pane %i pixels wide, is %i mm', (mmPerPixel, width, mm) => {
    expect(scaleBarMm(mmPerPixel, width)).toBe(mm);
  });
});

it('the zoom is read as a factor', () => {
  expect([1, 1.25, 1.5625, 12.2].map(formatZoom)).toEqual(['1×', '1.25×', '1.56×', '12×']);
});
