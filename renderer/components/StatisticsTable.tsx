import type { SegmentStatistics } from '../../main/contract/segmentStatistics.ts';

const hu = (value: number | null, digits = 0) => (value === null ? '–' : `${value.toFixed(digits)} HU`);

/** Size and HU of a segment. */
export function StatisticsTable({ statistics }: { statistics: SegmentStatistics }) {
  const diameter = statistics.largestAxialDiameter;
  const rows: readonly (readonly [string, string])[] = [
    ['Mean', hu(statistics.meanHu, 1)],
    ['SD', hu(statistics.sdHu, 1)],
    ['Median', hu(statistics.medianHu)],
    ['Min', hu(statistics.minHu)],
    ['Max', hu(statistics.maxHu)],
    ['Largest axial diameter', diameter ? `${diameter.mm.toFixed(1)} mm` : '–'],
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
