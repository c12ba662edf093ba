import type { Spread } from './statistics.ts';

/** A table with a heading, as Markdown that reads well as plain text too. */
export interface Table {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Columns padded to one width; the first is aligned left, the others right. */
export function markdownTable({ title, header, rows }: Table): string {
  const width = header.map((_, column) =>
    Math.max(3, ...[header, ...rows].map((row) => (row[column] ?? '').length)),
  );
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(width[column]) : cell.padStart(width[column]);
  const line = (row: readonly string[]) => `| ${header.map((_, n) => pad(row[n] ?? '', n)).join(' | ')} |`;
  const rule = `| ${width.map((n, column) => (column === 0 ? '-'.repeat(n) : `${'-'.repeat(n - 1)}:`)).join(' | ')} |`;
  return [`**${title}**`, '', line(header), rule, ...rows.map(line)].join('\n');
}

/** Seconds as "best (median, worst)". */
export function seconds({ min, median, max }: Spread): string {
  return `${digits(min)} (${digits(median)}, ${digits(max)})`;
}

/** Anything whole, megabytes say, as "best (median, worst)". */
export function wholeNumbers({ min, median, max }: Spread): string {
  return `${min.toFixed(0)} (${median.toFixed(0)}, ${max.toFixed(0)})`;
}

/** How often `ours` goes into `theirs`, best against best: "4.2x". */
export function timesFaster(ours: Spread, theirs: Spread): string {
  return `${(theirs.min / ours.min).toFixed(1)}x`;
}

/** As many figures as a measurement is worth. */
export function digits(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  return value.toFixed(size >= 0.1 ? 2 : 3);
}
