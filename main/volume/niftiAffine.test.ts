import { expect, test } from 'vitest';
import { readNiftiHeader } from './niftiHeader.ts';
import { niftiBytes, type NiftiContent } from './testing.ts';

const header = (content: Partial<NiftiContent>) =>
  readNiftiHeader(niftiBytes({ shape: [3, 4, 5], ...content }), 'scan.nii');

const sform = [2, 0, 0, -10, 0, 3, 0, -20, 0, 0, 4, -30, 0, 0, 0, 1];
const qform = { bcd: [0, 0, 1], offset: [1, 2, 3], qfac: 1 } as const;

test('sform comes before qform before pixdim, as in nibabel', () => {
  expect(header({ sform, qform }).affineSource).toBe('sform');
  expect(header({ qform }).affineSource).toBe('qform');
  expect(header({}).affineSource).toBe('pixdim');
});

test('pixdim alone: x mirrored, origin in the middle (nibabel get_base_affine)', () => {
  expect(header({ spacingMm: [2, 3, 4] }).affineIjkToRas).toEqual([
    ...[-2, 0, 0, 2],
    ...[0, 3, 0, -4.5],
    ...[0, 0, 4, -8],
    ...[0, 0, 0, 1],
  ]);
});

test('a qform that turns by 180 degrees about z, with either qfac', () => {
  const spacingMm = [2, 3, 4] as const;
  expect(header({ qform, spacingMm }).affineIjkToRas).toEqual([
    ...[-2, 0, 0, 1],
    ...[0, -3, 0, 2],
    ...[0, 0, 4, 3],
    ...[0, 0, 0, 1],
  ]);
  expect(header({ qform: { ...qform, qfac: -1 }, spacingMm }).affineIjkToRas[10]).toBe(-4);
});

test('an oblique qform, against nibabel', () => {
  // nibabel.Nifti1Header with quatern (0.1, 0.2, 0.3), zooms (0.9, 0.8, 2.5), qfac -1, get_qform()
  const expected = [
    0.666, -0.4131337, -1.0773619, 5, 0.5367754, 0.64, 0.1636809, -6, -0.2798503, 0.2443779, -2.25, 7,
  ];
  const { affineIjkToRas } = header({
    qform: { bcd: [0.1, 0.2, 0.3], offset: [5, -6, 7], qfac: -1 },
    spacingMm: [0.9, 0.8, 2.5],
  });
  expected.forEach((value, n) => expect(affineIjkToRas[n], `element ${n}`).toBeCloseTo(value, 5));
});

test.each([
  ['singular', sform.map((x, n) => (n === 0 ? 0 : x))],
  ['not finite', sform.map((x, n) => (n === 3 ? NaN : x))],
])('a sform that is %s is passed over with a warning', (_, broken) => {
  const found = header({ sform: broken, qform });
  expect(found.affineSource).toBe('qform');
  expect(String(found.warnings[0])).toContain('sform');
});
