import { useScan } from '../stores/scan.ts';
import { activeGroup, hasMask, useSegmentation } from '../stores/segmentation.ts';
import { OverlayControls } from './OverlayControls.tsx';
import { SegmentRow } from './SegmentRow.tsx';
import { StatisticsTable } from './StatisticsTable.tsx';

/** What was found: each segment's colour, name, volume and numbers, and how it is shown. */
export function SegmentSection() {
  const scanId = useScan(({ scan }) => scan?.info.scanId);
  const group = useSegmentation(activeGroup);
  const found = useSegmentation(hasMask);
  return (
    <section className="panel-section">
      <h2>Segments</h2>
      {!group && <p className="hint">None yet. Press Segment to find the organ.</p>}
      {group && !found && <p className="nothing-found">Nothing found in this scan.</p>}
      {scanId && group && found && (
        <>
          {group.segments.map((segment) => (
            <SegmentRow
              key={segment.value}
              scanId={scanId}
              groupId={group.groupId}
              segment={segment}
              ml={group.statistics.find(({ value }) => value === segment.value)?.ml}
            />
          ))}
          <OverlayControls />
          {group.statistics[0] && <StatisticsTable statistics={group.statistics[0]} />}
          {group.report?.notes.map((note) => (
            <p key={note} className="hint">
              {note}
            </p>
          ))}
        </>
      )}
    </section>
  );
}
