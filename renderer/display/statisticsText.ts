import type { SegmentGroup } from '../stores/segmentation.ts';

const headings = [
  ...['Group', 'Segment', 'Volume (mL)', 'Voxels', 'Mean (HU)', 'SD (HU)', 'Median (HU)', 'Min (HU)'],
  ...['Max (HU)', 'Largest axial diameter (mm)'],
];

/** A line of headings, and one for each segment; empty where a segment has no voxel to measure. */
export function statisticsRows(
  groups: readonly Pick<SegmentGroup, 'name' | 'segments' | 'statistics'>[],
): readonly (readonly string[])[] {
  const rows = groups.flatMap(({ name: group, segments, statistics }) =>
    segments.map(({ name, value }) => {
      const known = statistics.find((one) => one.value === value);
      if (!known) return [group, name, '0', '0', '', '', '', '', '', ''];
      const { ml, voxels, meanHu, sdHu, medianHu, minHu, maxHu, largestAxialDiameter } = known;
      const hu = [meanHu, sdHu].map((one) => one?.toFixed(2) ?? '');
      const whole = [medianHu, minHu, maxHu].map((one) => one?.toString() ?? '');
      const mm = largestAxialDiameter?.mm.toFixed(1) ?? '';
      return [group, name, ml.toFixed(3), String(voxels), ...hu, ...whole, mm];
    }),
  );
  return [headings, ...rows];
}

/** For the clipboard: a tab between fields. What would end a field in a name becomes a space. */
export function toTabSeparated(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((field) => field.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
}

/** CSV of RFC 4180. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
