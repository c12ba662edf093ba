import { ModelSection } from './ModelSection.tsx';
import { ScanSection } from './ScanSection.tsx';
import { useScan } from '../stores/scan.ts';
import { SegmentSection } from './SegmentSection.tsx';
import { ToolSection } from './ToolSection.tsx';

/** What is known of the scan, what will look at it, and what was found in it. */
export function SidePanel() {
  const empty = useScan(({ scan }) => scan === null);
  return (
    <aside className="side-panel" aria-label="Scan and segments" inert={empty}>
      <ToolSection />
      <SegmentSection />
      <ModelSection />
      <ScanSection />
    </aside>
  );
}
