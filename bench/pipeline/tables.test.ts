import { expect, test } from 'vitest';
import type { Repeat } from './measure.ts';
import { commandTable, inflateTable, stageTable } from './tables.ts';

const own = (load: number, session: number) => ({
  maskMl: 1,
  seconds: { load, session, graph: 1, post: 0.25, restore: 0.125, save: 0.125 },
});
const reference = (load: number) => ({
  threads: 2,
  nativeMaskMl: 1,
  seconds: { load, pre: 1, network: 3, post: 1, contour: 0.5, restore: 1, save: 0.5, total: load + 7 },
});
const watched = { output: '', wallSeconds: 2, cpuSeconds: 3, peakMb: 600 };
const repeat: Repeat = {
  load: 0,
  bareInflate: 0.4,
  ours: [own(0.5, 0.5), own(0.4, 0), own(0.6, 0)],
  warmed: own(0.5, 0),
  theirs: reference(2),
  ourCommand: watched,
  theirCommand: { ...reference(1), watched: { ...watched, wallSeconds: 10, peakMb: 2000 } },
};
const row = (rows: readonly (readonly string[])[], name: string) => rows.find(([first]) => first === name);

test('our scans are set against the best of all of MONAI', () => {
  const { rows } = stageTable([repeat], 'T');
  const load = [
    'load',
    '0.50 (0.50, 0.50)',
    '0.50 (0.50, 0.50)',
    '0.40 (0.50, 0.60)',
    '1.00 (1.50, 2.00)',
    '2.0x',
    '2.0x',
    '2.5x',
  ];
  expect(row(rows, 'load')).toEqual(load);
  expect(row(rows, 'graph (pre + network)')?.slice(-3)).toEqual(['4.0x', '4.0x', '4.0x']);
  // All of MONAI but pre and network: 1 + 1.5 + 1 + 0.5 = 4, ours 1, 1 and 0.9.
  expect(row(rows, 'all but the graph')?.slice(-3)).toEqual(['4.0x', '4.0x', '4.4x']);
  // The first scan's total holds the session, which MONAI has no row for.
  expect(row(rows, 'total')?.slice(-3)).toEqual(['3.2x', '4.0x', '4.2x']);
  expect(row(rows, 'session (graph loaded)')).toHaveLength(4);
});

test('without a reference there are our columns alone', () => {
  const { header, rows } = stageTable([{ ...repeat, theirs: undefined, theirCommand: undefined }], 'T');
  expect(header).toHaveLength(4);
  expect(rows.every((cells) => cells.length === 4)).toBe(true);
});

test('commands and loading as shares', () => {
  expect(row(commandTable([repeat]).rows, 'seconds')?.at(-1)).toBe('0.20');
  expect(row(commandTable([repeat]).rows, 'peak memory, MB')?.at(-1)).toBe('0.30');
  expect(row(inflateTable([repeat]).rows, 'load, first scan')?.at(-1)).toBe('1.25');
});
