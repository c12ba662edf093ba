import { expect, it } from 'vitest';
import { cleanStem, exportItems, exportName, stemOf } from './exportItems.ts';

it('no two things that are exported together have one name', () => {
  const names = exportItems.map((item) => exportName('scan', item));
  expect(new Set(names).size).toBe(exportItems.length);
  expect(exportName(stemOf('scan.nii.gz'), 'mask')).toBe('scan_mask.nii.gz');
  expect(exportName('scan', 'picture')).toBe('scan.png');
  expect(exportName('scan', 'picture', 'axial')).toBe('scan_axial.png');
});

it('a typed beginning leads to no other folder', () => {
  expect(cleanStem(' ../a:b*c\\d ')).toBe('..abcd');
  expect(cleanStem('\u0000 / ')).toBe('');
});
