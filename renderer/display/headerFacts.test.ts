import { beforeAll, expect, test } from 'vitest';
import type { ScanInfo } from '../../main/contract/geometry.ts';
import type { ScanHeader } from '../../main/contract/scanHeader.ts';
import { startMessages } from '../messages/messages.ts';
import { affineRows, headerFacts, headerText } from './headerFacts.ts';

beforeAll(() => startMessages('en'));

const info: ScanInfo = {
  ...{ scanId: 'a', name: 'ct.nii.gz', orientation: 'LPS', affineSource: 'sform', datatype: 'int16' },
  grid: {
    shapeIjk: [100, 50, 20],
    affineIjkToRas: [-2, 0, 0, 231.117188, 0, -2, 0, 386, 0, 0, 3, -266.5, 0, 0, 0, 1],
  },
  ...{ spacingMm: [2, 2, 3], warnings: [] },
};
const header: ScanHeader = {
  ...{ sformCode: 1, qformCode: 1, formsApartMm: 0.01, slope: 0, intercept: 0, lengthUnit: 'mm' },
  ...{ description: '', intentCode: 0, intentName: '', frames: 1, littleEndian: true, engineBytes: 200_000 },
};
const value = (changed: Partial<ScanHeader>, term: string) =>
  headerFacts(info, { ...header, ...changed }, [-1024, 1262])
    .flatMap(({ facts }) => facts)
    .find(([name]) => name === term)?.[1];

test('sform and qform that lie apart by more than a tenth of a voxel disagree, and are said to', () => {
  expect(value({}, 'sform and qform')).toBe('agree (within 0.01 mm)');
  expect(value({ formsApartMm: 0.21 }, 'sform and qform')).toBe('disagree: up to 0.21 mm apart');
  expect(value({ formsApartMm: null }, 'sform and qform')).toContain('can’t be used');
  expect(value({ formsApartMm: null, qformCode: 0 }, 'sform and qform')).toBe('only one of them is set');
});

test('a grid whose axes are not at right angles is said to be one, with its angles', () => {
  expect(value({}, 'Between axes ij, ik, jk')).toBeUndefined();
  const affineIjkToRas = [-2, 0, 0, 0, 0, -2, 1.5, 0, 0, 0, 2, 0, 0, 0, 0, 1] as const;
  const tilted = { ...info, grid: { ...info.grid, affineIjkToRas }, spacingMm: [2, 2, 2.5] as const };
  const [, grid] = headerFacts(tilted, header, undefined);
  // The cosine is -1.5 / 2.5.
  expect(grid?.facts).toContainEqual(['Between axes ij, ik, jk', '90.0°, 90.0°, 126.9°']);
});

test('scaling and intent are shown where there are any', () => {
  expect(value({}, 'Scaling')).toBe('none (scl_slope 0)');
  expect(value({ slope: 0.5, intercept: -1024 }, 'Scaling')).toBe('scl_slope 0.5, scl_inter -1024');
  expect(value({ intentCode: 1002, intentName: 'lung' }, 'Intent')).toBe('1002 (lung)');
  expect(value({}, 'In memory')).toBe('0.4 MB: engine 0.2, window 0.2');
});

test('as text it has a line a fact and the rows of the affine', () => {
  const text = headerText(headerFacts(info, header, undefined), affineRows(info));
  expect(text).toContain('  Extent: 200 mm × 100 mm × 60 mm\n');
  expect(text).toContain('  -2  0  0  231.11719\n');
});
