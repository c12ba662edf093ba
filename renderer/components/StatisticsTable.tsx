import { useTranslation } from 'react-i18next';
import { inHu, inMm, wholeNumber } from '../display/quantities.ts';
import type { SegmentStatistics } from '../../main/contract/segmentStatistics.ts';

const hu = (value: number | null, digits = 0) => (value === null ? '–' : inHu(value, digits));

/** Size and HU of a segment. */
export function StatisticsTable({ statistics }: { statistics: SegmentStatistics }) {
  const { t } = useTranslation('segments');
  const diameter = statistics.largestAxialDiameter;
  const rows: readonly (readonly [string, string])[] = [
    [t('mean'), hu(statistics.meanHu, 1)],
    [t('sd'), hu(statistics.sdHu, 1)],
    [t('median'), hu(statistics.medianHu)],
    [t('min'), hu(statistics.minHu)],
    [t('max'), hu(statistics.maxHu)],
    [t('largestDiameter'), diameter ? inMm(diameter.mm, 1) : '–'],
    [t('voxels'), wholeNumber(statistics.voxels)],
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
