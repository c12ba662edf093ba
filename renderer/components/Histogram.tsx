import { useTranslation } from 'react-i18next';
import { inHu } from '../display/quantities.ts';
import type { SegmentStatistics } from '../../main/contract/segmentStatistics.ts';

const [width, height] = [240, 48];

/** How many of a segment's voxels have which HU: a bar a bin, the highest of them as high as the picture. */
export function Histogram({ fromHu, binHu, counts }: SegmentStatistics['histogram']) {
  const { t } = useTranslation('segments');
  const highest = counts.reduce((most, count) => Math.max(most, count), 0);
  if (highest === 0) return null;
  const barWidth = width / counts.length;
  const bars = counts.map((count, n) => {
    const barHeight = (count / highest) * height;
    return `M${n * barWidth} ${height}v${-barHeight}h${barWidth}v${barHeight}z`;
  });
  const toHu = fromHu + counts.length * binHu;
  return (
    <figure className="histogram" data-testid="histogram">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('histogram', { from: fromHu, to: toHu })}
      >
        <path d={bars.join('')} />
      </svg>
      <figcaption>
        <span>{inHu(fromHu)}</span>
        <span>{inHu(toHu)}</span>
      </figcaption>
    </figure>
  );
}
