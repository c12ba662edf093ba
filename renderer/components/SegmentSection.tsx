import { Fragment } from 'react';
import { Copy, Plus, Table } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { copyStatistics } from '../engine/commands.ts';
import { exportOne } from '../engine/exports.ts';
import { addDrawnGroup, addSegment } from '../engine/segments.ts';
import { useScan } from '../stores/scan.ts';
import { hasMask, useSegmentation, type SegmentGroup } from '../stores/segmentation.ts';
import { CompareButton } from './CompareButton.tsx';
import { GroupRow } from './GroupRow.tsx';
import { OverlayControls } from './OverlayControls.tsx';
import { SegmentDetails } from './SegmentDetails.tsx';
import { SegmentRow } from './SegmentRow.tsx';

/** Everything that was found or drawn in the scan: groups, their segments, and the numbers of the active one. */
export function SegmentSection() {
  const scanId = useScan(({ scan }) => scan?.info.scanId);
  const groups = useSegmentation((segmentation) => segmentation.groups);
  const activeGroupId = useSegmentation((segmentation) => segmentation.activeGroupId);
  const found = useSegmentation(hasMask);
  const { t } = useTranslation('segments');
  return (
    <section className="panel-section" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      {groups.length === 0 && <p className="hint">{t('none')}</p>}
      {scanId &&
        groups.map((group) => (
          <Fragment key={group.groupId}>
            <GroupRow scanId={scanId} group={group} active={group.groupId === activeGroupId} />
            {group.groupId === activeGroupId && <GroupContent scanId={scanId} group={group} />}
          </Fragment>
        ))}
      {found && <OverlayControls />}
      {found && (
        <div className="numbers" role="group" aria-label={t('numbers')}>
          <button
            type="button"
            className="button"
            data-testid="copy-numbers"
            onClick={() => void copyStatistics()}
          >
            <Copy size={14} /> {t('copyNumbers')}
          </button>
          <button
            type="button"
            className="button"
            data-testid="numbers-csv"
            onClick={() => void exportOne('csv')}
          >
            <Table size={14} /> {t('csv')}
          </button>
        </div>
      )}
      {scanId && <CompareButton scanId={scanId} />}
      {scanId && (
        <button type="button" className="button" data-testid="draw" onClick={() => addDrawnGroup(scanId)}>
          <Plus size={14} /> {t('drawNew')}
        </button>
      )}
    </section>
  );
}

function GroupContent({ scanId, group }: { scanId: string; group: SegmentGroup }) {
  const { groupId, segments, statistics, origin, report } = group;
  const { t } = useTranslation('segments');
  const activeValue = useSegmentation((segmentation) => segmentation.activeValue);
  const ofValue = (value: number) => statistics.find((one) => one.value === value);
  const nothingFound = origin === 'model' && report?.mask.voxels === 0;
  return (
    <div className="group-content">
      {nothingFound && <p className="nothing-found">{t('nothingFound')}</p>}
      {segments.map((segment) => (
        <Fragment key={segment.value}>
          <SegmentRow
            scanId={scanId}
            groupId={groupId}
            segment={segment}
            ml={nothingFound ? undefined : ofValue(segment.value)?.ml}
            active={segment.value === activeValue}
          />
          {segment.value === activeValue && (
            <SegmentDetails
              scanId={scanId}
              groupId={groupId}
              segment={segment}
              statistics={ofValue(segment.value)}
            />
          )}
        </Fragment>
      ))}
      <button type="button" className="link" onClick={() => addSegment(scanId, groupId)}>
        {t('add')}
      </button>
      {report?.notes.map((note) => (
        <p key={note} className="hint">
          {note}
        </p>
      ))}
    </div>
  );
}
