import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readNifti } from './readNifti.ts';
import { niftiBytes, temporaryFolder } from './testing.ts';
import { thumbnailOf } from './thumbnail.ts';

const folder = temporaryFolder();
const sample = fileURLToPath(new URL('../../samples/cptac-pda_C3N-00249_ct_small.nii.gz', import.meta.url));

describe('thumbnailOf', () => {
  test.each([
    ['RAS', [2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 4, 0], 19 + 20 * 20 * 19],
    ['LPS', [-2, 0, 0, 0, 0, -2, 0, 0, 0, 0, 4, 0], 20 * 20 * 19],
    ['LPI', [-2, 0, 0, 0, 0, -2, 0, 0, 0, 0, -4, 0], 0],
  ])(
    'has the right upper corner of a patient stored as %s at its upper left',
    async (name, affine, corner) => {
      const values = new Int16Array(8000).fill(-1000);
      for (let j = 0; j < 20; j++) values[corner + 20 * j] = 240;
      const sform = [...affine, 0, 0, 0, 1];
      const path = await folder.write(`${name}.nii`, niftiBytes({ shape: [20, 20, 20], values, sform }));
      const { width, height, grey } = thumbnailOf(await readNifti(path), 40);
      // 40 mm wide, 80 mm high: a voxel is a pixel wide and two pixels high.
      expect([width, height]).toEqual([20, 40]);
      expect([...grey.entries()].filter(([, value]) => value > 0)).toEqual([
        [0, 255],
        [20, 255],
      ]);
    },
  );

  test('shows the middle of a real scan in its proportions', async () => {
    const { width, height, grey } = thumbnailOf(await readNifti(sample));
    // 452 mm from side to side and 180 mm high: too flat for a coronal picture, so axial, and square.
    expect([width, height]).toEqual([96, 96]);
    const mean = (from: number, to: number) =>
      grey.subarray(from * width, to * width).reduce((sum, value) => sum + value, 0) / ((to - from) * width);
    expect(mean(40, 56)).toBeGreaterThan(80);
    expect(mean(0, 4)).toBeLessThan(5);
  });
});
