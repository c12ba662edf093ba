import { expect, test } from 'vitest';
import { defaultDisplay, type Segment } from '../stores/segmentation.ts';
import { statisticsRows, toCsv, toTabSeparated } from './statisticsText.ts';

const segment = (value: number, name: string): Segment => ({
  ...{ value, name, colour: '#ff8000', locked: false },
  ...defaultDisplay,
});
const measured = {
  ...{ value: 2, voxels: 1200, ml: 3.6, meanHu: 41.256, sdHu: 12, medianHu: 40, minHu: -8, maxHu: 90 },
  box: null,
  largestAxialDiameter: { mm: 23.44, fromIjk: [0, 0, 0] as const, toIjk: [1, 0, 0] as const },
  histogram: { fromHu: 0, binHu: 1, counts: [] },
};
const rows = statisticsRows([
  {
    name: 'Drawn',
    segments: [segment(2, 'Cyst, "left"\nkidney'), segment(3, 'Empty')],
    statistics: [measured],
  },
]);

test('each segment has a line with as many fields as there are headings', () => {
  expect(rows.map((row) => row.length)).toEqual([10, 10, 10]);
  expect(rows[1]?.slice(2)).toEqual(['3.600', '1200', '41.26', '12.00', '40', '-8', '90', '23.4']);
});

test('a name can not break the table: quoted in CSV, on one line on the clipboard', () => {
  expect(toCsv(rows)).toContain('Drawn,"Cyst, ""left""\nkidney",3.600');
  const lines = toTabSeparated(rows).split('\n');
  expect(lines.map((line) => line.split('\t').length)).toEqual([10, 10, 10]);
});
