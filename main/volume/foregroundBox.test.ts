import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foregroundBox } from './foregroundBox.ts';

test('one voxel of HU 0 in air gives the box of that voxel', () => {
  const voxels = new Int16Array(8 * 9 * 10).fill(-1000);
  voxels[3 + 8 * (4 + 9 * 5)] = 0;
  expect(foregroundBox(voxels, [8, 9, 10], -57)).toEqual({ start: [3, 4, 5], end: [4, 5, 6] });
});

test('the threshold itself is not foreground', () => {
  expect(foregroundBox(new Int16Array(8).fill(-57), [2, 2, 2], -57)).toBeUndefined();
  expect(foregroundBox(new Int16Array(8).fill(-56), [2, 2, 2], -57)).toEqual({
    start: [0, 0, 0],
    end: [2, 2, 2],
  });
});

test('the box is the smallest that holds every voxel above the threshold', () => {
  const shape = [5, 4, 6] as const;
  const hits = fc.array(fc.nat(5 * 4 * 6 - 1), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(hits, (places) => {
      const voxels = new Int16Array(5 * 4 * 6).fill(-1000);
      for (const place of places) voxels[place] = 40;
      const along = [
        places.map((n) => n % 5),
        places.map((n) => Math.floor(n / 5) % 4),
        places.map((n) => Math.floor(n / 20)),
      ];
      expect(foregroundBox(voxels, shape, -57)).toEqual({
        start: along.map((x) => Math.min(...x)),
        end: along.map((x) => Math.max(...x) + 1),
      });
    }),
  );
});
