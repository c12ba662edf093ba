import { spreadBy } from '../lib/statistics.ts';
import { digits, seconds, type Table } from '../lib/table.ts';
import { totalOf, type CommonSeconds, type Variant } from './variants.ts';

const stages = ['load', 'graph', 'post', 'restore', 'save'] as const;

/** A row a variant: best of each stage, and the total with its spread. */
export function variantTable(variants: readonly Variant[]): Table {
  return {
    title: `File to saved mask on this machine, seconds (n=${variants[0].next.length} after the first)`,
    header: ['', 'first', ...stages, 'total: best (median, worst)', 'mask mL'],
    rows: variants.map(({ name, firstTotal, next, maskMl }) => [
      name,
      digits(firstTotal),
      ...stages.map((stage) => digits(spreadBy(next, (run: CommonSeconds) => run[stage]).min)),
      seconds(spreadBy(next, totalOf)),
      maskMl.toFixed(2),
    ]),
  };
}
