import { describe, expect, it } from 'vitest';
import { dragWindow, windowPresets } from './windowPresets.ts';

describe('windowPresets', () => {
  it('are those of CT, on the keys 1 to 5', () => {
    const table = windowPresets.map(({ key, id, width, level }) => [key, id, width, level]);
    expect(table).toEqual([
      ['1', 'softTissue', 400, 40],
      ['2', 'lung', 1500, -600],
      ['3', 'liver', 150, 90],
      ['4', 'bone', 2500, 480],
      ['5', 'brain', 80, 40],
    ]);
  });
});

describe('dragWindow', () => {
  it('widens to the right and raises the level upwards, a HU a pixel for soft tissue', () => {
    expect(dragWindow({ width: 400, level: 40 }, 30, -20)).toEqual({ width: 430, level: 20 });
  });

  it('never closes the window', () => {
    expect(dragWindow({ width: 80, level: 40 }, -5000, 0).width).toBe(1);
  });
});
