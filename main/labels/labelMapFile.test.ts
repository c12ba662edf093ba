import { describe, expect, it } from 'vitest';
import type { Affine, Grid } from '../contract/geometry.ts';
import { isSameGrid } from '../volume/grid.ts';
import { readNifti } from '../volume/readNifti.ts';
import { niftiBytes, temporaryFolder, type NiftiContent } from '../volume/testing.ts';
import { isLabelMapLike, labelMapOf } from './labelMapFile.ts';

const folder = temporaryFolder();
const sform: Affine = [-0.7, 0, 0, 30, 0, -0.7, 0, 40, 0, 0, 2.5, -300, 0, 0, 0, 1];
const grid: Grid = { shapeIjk: [3, 2, 2], affineIjkToRas: sform };
const labels = [0, 1, 2, 0, 0, 7, 255, 0, 0, 0, 1, 1];

async function read(name: string, content: Partial<NiftiContent> = {}) {
  const bytes = niftiBytes({ shape: [3, 2, 2], values: labels, datatype: 'uint8', sform, ...content });
  return readNifti(await folder.write(name, bytes));
}

describe('labelMapOf', () => {
  it.each(['uint8', 'int16', 'uint16', 'float32', 'float64'] as const)(
    'reads labels kept as %s',
    async (datatype) => {
      const found = labelMapOf(await read(`${datatype}.nii.gz`, { datatype }), 'm');
      expect([...found.labels]).toEqual(labels);
      expect(found.values).toEqual([1, 2, 7, 255]);
      expect(isSameGrid(found.grid, grid)).toBe(true);
    },
  );

  it.each<[string, Partial<NiftiContent>]>([
    ['256', { datatype: 'int16', values: labels.map((value) => value + (value === 255 ? 1 : 0)) }],
    ['-1', { datatype: 'int16', values: labels.map((value) => value - 1) }],
    ['0.5', { datatype: 'float32', values: labels.map((value) => value / 2) }],
    ['0.5', { slope: 0.5 }],
  ])('refuses the value %s with a sentence', async (value, content) => {
    const volume = await read('refused.nii', content);
    expect(() => labelMapOf(volume, 'refused.nii')).toThrow(
      `refused.nii is no label map: it holds the value ${value}, and labels are whole numbers from 0 to 255`,
    );
  });
});

describe('isSameGrid', () => {
  it('holds for what float32 and printed digits change, and not for a neighbour or another shape', () => {
    const moved = (mm: number): Grid => ({
      ...grid,
      affineIjkToRas: sform.map((x, n) => (n === 3 ? x + mm : x)),
    });
    expect(isSameGrid(grid, moved(0.0005))).toBe(true);
    expect(isSameGrid(grid, moved(0.002))).toBe(false);
    expect(isSameGrid(grid, { ...grid, shapeIjk: [3, 2, 3] })).toBe(false);
    expect(isSameGrid(grid, { ...grid, affineIjkToRas: sform.map((x, n) => (n === 10 ? -x : x)) })).toBe(
      false,
    );
  });
});

describe('isLabelMapLike', () => {
  it('goes by an open scan of its grid, or by its name, for whole numbers only', async () => {
    const mask = await read('a.nii');
    expect(isLabelMapLike(mask, 'a.nii', [])).toBe(false);
    expect(isLabelMapLike(mask, 'a.nii', [grid])).toBe(true);
    for (const name of ['ct_mask.nii.gz', 'labels-1.nii', 'Spleen SEG.nii.gz', 'segmentation.nii.gz'])
      expect(isLabelMapLike(mask, name, [])).toBe(true);
    for (const name of ['masked.nii.gz', 'segovia.nii', 'ct.nii.gz'])
      expect(isLabelMapLike(mask, name, [])).toBe(false);
    const scan = await read('b.nii', { datatype: 'int16', values: labels.map((value) => value - 1000) });
    expect(isLabelMapLike(scan, 'ct_mask.nii.gz', [grid])).toBe(false);
  });

  it('takes a picture of grey values for none', async () => {
    const values = Array.from({ length: 256 }, (_, n) => n);
    const grey = await read('grey.nii', { shape: [16, 16, 1], values });
    expect(isLabelMapLike(grey, 'mask.nii', [])).toBe(false);
  });

  it('goes by the intent in the header too', async () => {
    const bytes = niftiBytes({ shape: [3, 2, 2], values: labels, datatype: 'uint8', sform });
    bytes.writeInt16LE(1002, 68);
    const mask = await readNifti(await folder.write('intent.nii', bytes));
    expect(isLabelMapLike(mask, 'a.nii', [])).toBe(true);
  });
});
