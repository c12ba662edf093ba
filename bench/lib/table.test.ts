import { expect, test } from 'vitest';
import { spreadOf } from './statistics.ts';
import { digits, markdownTable, seconds, timesFaster } from './table.ts';

test('a Markdown table: first column left, others right, short rows filled', () => {
  const table = markdownTable({ title: 'T', header: ['what', 'ours'], rows: [['load', '0.35'], ['rest']] });
  expect(table).toBe('**T**\n\n| what | ours |\n| ---- | ---: |\n| load | 0.35 |\n| rest |      |');
});

test('seconds say best, median and worst', () => {
  expect(seconds(spreadOf([0.0061, 1.234, 12.34]))).toBe('0.006 (1.23, 12.3)');
});

test('the ratio is best against best', () => {
  expect(timesFaster(spreadOf([1, 5]), spreadOf([4.2, 9]))).toBe('4.2x');
});

test.each([
  [123.4, '123'],
  [12.34, '12.3'],
  [0.5, '0.50'],
  [0.05, '0.050'],
  [0, '0.000'],
])('%d is shown as %s', (value, text) => {
  expect(digits(value)).toBe(text);
});
