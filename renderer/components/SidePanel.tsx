import { ModelSection } from './ModelSection.tsx';
import { ScanSection } from './ScanSection.tsx';
import { SegmentSection } from './SegmentSection.tsx';

/** What is known of the scan, what will look at it, and what was found in it. */
export function SidePanel() {
  return (
    <aside className="side-panel" aria-label="Scan and segments">
      <SegmentSection />
      <ModelSection />
      <ScanSection />
    </aside>
  );
}
