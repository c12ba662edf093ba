import { expect, test } from 'vitest';
import { describeHeader } from './describeHeader.ts';
import { readNiftiHeader } from './niftiHeader.ts';
import { niftiBytes, type NiftiContent } from './testing.ts';

const describeBytes = (bytes: Uint8Array) => describeHeader(readNiftiHeader(bytes, 'scan.nii'), 120);
const describe = (content: Partial<NiftiContent>) =>
  describeBytes(niftiBytes({ shape: [3, 4, 5], ...content }));

const sform = [-2, 0, 0, 1, 0, -3, 0, 2, 0, 0, 4, 3, 0, 0, 0, 1];
/** Turns by 180 degrees about z: with the spacing below, the sform above. */
const qform = { bcd: [0, 0, 1], offset: [1, 2, 3], qfac: 1 } as const;
const spacingMm = [2, 3, 4] as const;

test.each([true, false])('fields as they stand in the file, little-endian %s', (littleEndian) => {
  const header = describe({ littleEndian, slope: 0.5, intercept: -1024, sform });
  expect(header).toMatchObject({
    ...{ sformCode: 1, qformCode: 0, formsApartMm: null, littleEndian, frames: 1, engineBytes: 120 },
    ...{ slope: 0.5, intercept: -1024, lengthUnit: 'mm', description: 'made for a test', intentCode: 0 },
  });
});

test('sform and qform are compared where both are set: by the corner that lies farthest apart', () => {
  expect(describe({ sform, qform, spacingMm }).formsApartMm).toBeCloseTo(0, 5);
  const shifted = [...sform];
  shifted[3] += 30;
  shifted[7] += 40;
  expect(describe({ sform: shifted, qform, spacingMm }).formsApartMm).toBeCloseTo(50, 4);
  const singular = sform.map((value, n) => (n < 3 ? 0 : value));
  expect(describe({ sform: singular, qform, spacingMm }).formsApartMm).toBeNull();
});

test('texts end at their first NUL; a slope that is no number is none', () => {
  const bytes = niftiBytes({ shape: [3, 4, 5], slope: Number.NaN, sform });
  bytes.write('lung\0old', 328, 'latin1');
  bytes.writeInt16LE(1002, 68);
  expect(describeBytes(bytes)).toMatchObject({ intentName: 'lung', intentCode: 1002, slope: 0 });
});
