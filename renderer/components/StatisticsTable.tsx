import type { MaskStatistics } from '../../main/contract/report.ts';

const hu = (value: number | null, digits = 0) => (value === null ? '–' : `${value.toFixed(digits)} HU`);

/** Size and HU of a mask. */
export function StatisticsTable({ statistics }: { statistics: MaskStatistics }) {
  const rows: readonly (readonly [string, string])[] = [
    ['Mean', hu(statistics.meanHu, 1)],
    ['SD', hu(statistics.sdHu, 1)],
    ['Median', hu(statistics.medianHu)],
    ['Min', hu(statistics.minHu)],
    ['Max', hu(statistics.maxHu)],
    ['Voxels', statistics.voxels.toLocaleString('en')],
  ];
  return (
    <dl className="facts" data-testid="statistics">
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
