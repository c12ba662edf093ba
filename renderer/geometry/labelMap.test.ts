import { describe, expect, it } from 'vitest';
import { voxelOffset } from './grid.ts';
import { gridOf, lps } from './testing.ts';
import { toLabelMap } from './labelMap.ts';

describe('toLabelMap', () => {
  it('puts a block back where it was cut out', () => {
    const grid = gridOf(lps, [4, 5, 6]);
    const box = { start: [1, 2, 3], end: [3, 4, 5] } as const;
    const voxels = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
    const { labels } = toLabelMap(grid, { box: { start: [...box.start], end: [...box.end] }, voxels });
    expect(labels).toHaveLength(120);
    let n = 0;
    for (let k = 3; k < 5; k += 1) {
      for (let j = 2; j < 4; j += 1) {
        for (let i = 1; i < 3; i += 1)
          expect(labels[voxelOffset(grid.shapeIjk, [i, j, k])]).toBe(voxels[n++]);
      }
    }
    expect(labels.filter((label) => label > 0)).toHaveLength(8);
  });

  it('makes an empty map of an empty block', () => {
    const empty = { box: { start: [0, 0, 0], end: [0, 0, 0] } as const, voxels: new Uint8Array(0) };
    const grid = gridOf(lps, [2, 2, 2]);
    expect(toLabelMap(grid, { ...empty, box: { start: [0, 0, 0], end: [0, 0, 0] } }).labels).toEqual(
      new Uint8Array(8),
    );
  });
});
