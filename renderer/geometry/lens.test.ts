import { expect, it } from 'vitest';
import { lensFactor, lensMap, lensRadius } from './lens.ts';
import { voxelToPane, type PaneMap } from './paneMap.ts';

const map: PaneMap = { x: [2, 0, 0.5, 10], y: [0, -3, 0, 90] };

it('what is pointed at is in the middle of the lens, and what lies beside it farther away', () => {
  const [x, y] = voxelToPane(map, [4, 5, 6]);
  const lens = lensMap(map, x, y, 60);
  expect(voxelToPane(lens, [4, 5, 6])).toEqual([60, 60]);
  const [nextX, nextY] = voxelToPane(map, [5, 6, 6]);
  expect(voxelToPane(lens, [5, 6, 6])).toEqual([
    60 + (nextX - x) * lensFactor,
    60 + (nextY - y) * lensFactor,
  ]);
});

it('leaves most of a small pane in sight', () => {
  expect(lensRadius({ width: 600, height: 900 })).toBe(110);
  expect(lensRadius({ width: 600, height: 100 })).toBe(33);
});
