import { expect, test } from 'vitest';
import { gunzipSync } from 'node:zlib';
import { readNiftiHeader } from './niftiHeader.ts';
import { encodeLabelMap, encodeLabelMapOnGrid } from './writeNifti.ts';
import { niftiBytes } from './testing.ts';

/** dim_info and dim, pixdim, xyzt_units, and all from qform_code to srow_z (nifti1.h). */
const spatialFields = [
  [39, 56],
  [76, 108],
  [123, 124],
  [252, 328],
] as const;

const source = {
  shape: [4, 3, 2],
  spacingMm: [0.7, 0.8, 3],
  sform: [0.7, 0.1, 0, 5, -0.1, 0.8, 0, 6, 0, 0, 3, 7, 0, 0, 0, 1],
  qform: { bcd: [0.1, 0.2, 0.3], offset: [1, 2, 3], qfac: -1 },
  slope: 2,
  intercept: -5,
} as const;
const block = { box: { start: [1, 0, 1], end: [3, 2, 2] }, voxels: Uint8Array.of(1, 2, 3, 4) } as const;

test.each([true, false])(
  'an export has its source header, but for type and scaling (little-endian %s)',
  async (littleEndian) => {
    const bytes = niftiBytes({ ...source, littleEndian });
    const header = readNiftiHeader(bytes, 'scan.nii');
    const written = gunzipSync(await encodeLabelMap(header, block));
    for (const [from, to] of spatialFields)
      expect(written.subarray(from, to)).toEqual(bytes.subarray(from, to));

    const label = readNiftiHeader(written, 'mask.nii');
    expect(label.datatype.name).toBe('uint8');
    expect([label.slope, label.intercept]).toEqual([1, 0]);
    expect(label.affineIjkToRas).toEqual(header.affineIjkToRas);
    expect([...written.subarray(352)]).toEqual([
      ...new Array(12).fill(0),
      0,
      1,
      2,
      0,
      0,
      3,
      4,
      0,
      0,
      0,
      0,
      0,
    ]);
  },
);

test('an export of one frame of a 4D file is 3D', async () => {
  const header = readNiftiHeader(niftiBytes({ ...source, shape: [4, 3, 2, 5] }), 'scan.nii');
  const written = gunzipSync(await encodeLabelMap(header, block));
  expect(readNiftiHeader(written, 'mask.nii').frames).toBe(1);
  expect(written.length).toBe(352 + 24);
});

test('a label map on a grid of its own carries that affine', async () => {
  const header = readNiftiHeader(niftiBytes(source), 'scan.nii');
  const affine = [2, 0, 0, -1, 0, 2.5, 0, -2, 0, 0, 4, -3, 0, 0, 0, 1];
  const label = { box: { start: [0, 0, 0], end: [2, 2, 1] }, voxels: Uint8Array.of(1, 0, 0, 1) } as const;
  const written = gunzipSync(await encodeLabelMapOnGrid(header, [2, 2, 1], affine, label));
  const read = readNiftiHeader(written, 'mask.nii');
  expect(read.shapeIjk).toEqual([2, 2, 1]);
  expect(read.affineSource).toBe('sform');
  expect(read.affineIjkToRas).toEqual(affine);
});
