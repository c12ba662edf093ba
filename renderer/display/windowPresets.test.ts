import { describe, expect, it } from 'vitest';
import { dragWindow, windowPresets } from './windowPresets.ts';

describe('windowPresets', () => {
  it('are those of CT, on the keys 1 to 5', () => {
    const table = windowPresets.map(({ key, name, width, level }) => [key, name, width, level]);
    expect(table).toEqual([
      ['1', 'Soft tissue', 400, 40],
      ['2', 'Lung', 1500, -600],
      ['3', 'Liver', 150, 90],
      ['4', 'Bone', 2500, 480],
      ['5', 'Brain', 80, 40],
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
