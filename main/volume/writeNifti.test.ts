import { expect, test } from 'vitest';
import { gunzipSync } from 'node:zlib';
import { readNiftiHeader } from './niftiHeader.ts';
import { encodeLabelMap, encodeLabelMapOnGrid } from './writeNifti.ts';
import { boxShape } from './reorient.ts';
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
  (littleEndian) => {
    const bytes = niftiBytes({ ...source, littleEndian });
    const header = readNiftiHeader(bytes, 'scan.nii');
    const written = gunzipSync(encodeLabelMap(header, block));
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

test('an export of one frame of a 4D file is 3D', () => {
  const header = readNiftiHeader(niftiBytes({ ...source, shape: [4, 3, 2, 5] }), 'scan.nii');
  const written = gunzipSync(encodeLabelMap(header, block));
  expect(readNiftiHeader(written, 'mask.nii').frames).toBe(1);
  expect(written.length).toBe(352 + 24);
});

test('a label map on a grid of its own carries that affine', () => {
  const header = readNiftiHeader(niftiBytes(source), 'scan.nii');
  const affine = [2, 0, 0, -1, 0, 2.5, 0, -2, 0, 0, 4, -3, 0, 0, 0, 1];
  const label = { box: { start: [0, 0, 0], end: [2, 2, 1] }, voxels: Uint8Array.of(1, 0, 0, 1) } as const;
  const written = gunzipSync(encodeLabelMapOnGrid(header, [2, 2, 1], affine, label));
  const read = readNiftiHeader(written, 'mask.nii');
  expect(read.shapeIjk).toEqual([2, 2, 1]);
  expect(read.affineSource).toBe('sform');
  expect(read.affineIjkToRas).toEqual(affine);
});

test('a label map lies where its box says, and an empty one is all zeros', () => {
  const header = readNiftiHeader(niftiBytes({ ...source, shape: [5, 7, 6] }), 'scan.nii');
  const boxes = [
    { start: [0, 0, 0], end: [0, 0, 0] },
    { start: [0, 0, 0], end: [5, 7, 6] },
    { start: [2, 3, 1], end: [4, 7, 5] },
    { start: [4, 6, 5], end: [5, 7, 6] },
  ] as const;
  for (const box of boxes) {
    const [bi, bj, bk] = boxShape(box);
    const voxels = Uint8Array.from({ length: bi * bj * bk }, (_, n) => (n % 5) + 1);
    const expected = new Uint8Array(5 * 7 * 6);
    voxels.forEach((value, n) => {
      const [i, j, k] = [n % bi, Math.floor(n / bi) % bj, Math.floor(n / bi / bj)];
      expected[box.start[0] + i + 5 * (box.start[1] + j + 7 * (box.start[2] + k))] = value;
    });
    const written = gunzipSync(encodeLabelMap(header, { box, voxels }));
    expect([...written.subarray(352)]).toEqual([...expected]);
  }
});
