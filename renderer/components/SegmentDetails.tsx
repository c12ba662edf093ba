import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { inPercent } from '../display/quantities.ts';
import type { SegmentStatistics } from '../../main/contract/segmentStatistics.ts';
import { deleteSegment } from '../engine/deletions.ts';
import { changeSegment } from '../engine/segments.ts';
import type { Segment } from '../stores/segmentation.ts';
import { Histogram } from './Histogram.tsx';
import { SnapToEdges } from './SnapToEdges.tsx';
import { SegmentOperations } from './SegmentOperations.tsx';
import { StatisticsTable } from './StatisticsTable.tsx';
import { CheckField } from './CheckField.tsx';
import { SliderField } from './SliderField.tsx';

interface SegmentDetailsProps {
  readonly scanId: string;
  readonly groupId: string;
  readonly segment: Segment;
  readonly statistics: SegmentStatistics | undefined;
}

/** How the active segment is shown, its numbers, and what can be done to it. */
export function SegmentDetails({ scanId, groupId, segment, statistics }: SegmentDetailsProps) {
  const { value, name, opacity, outline, locked } = segment;
  const { t } = useTranslation('segments');
  const change = (changes: Partial<Segment>) => changeSegment(scanId, groupId, value, changes);
  const percent = Math.round(opacity * 100);
  return (
    <div className="segment-details">
      <SliderField
        label={t('opacity')}
        text={inPercent(percent)}
        min={0}
        max={100}
        value={percent}
        testId="opacity"
        onChange={(next) => change({ opacity: next / 100 })}
      />
      <CheckField
        label={t('outline')}
        checked={outline}
        testId="outline"
        onChange={(checked) => change({ outline: checked })}
      />
      {statistics && <StatisticsTable statistics={statistics} />}
      {statistics && <Histogram {...statistics.histogram} />}
      <SegmentOperations value={value} locked={locked} />
      {statistics && statistics.voxels > 0 && (
        <SnapToEdges
          scanId={scanId}
          groupId={groupId}
          value={value}
          voxelMl={statistics.ml / statistics.voxels}
          disabled={locked}
        />
      )}
      <button
        type="button"
        className="button"
        disabled={locked}
        data-testid="segment-delete"
        onClick={() => deleteSegment(scanId, groupId, value)}
      >
        <Trash2 size={14} /> {t('delete', { name })}
      </button>
    </div>
  );
}
