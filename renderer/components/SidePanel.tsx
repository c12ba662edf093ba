import { useTranslation } from 'react-i18next';
import { MeasurementSection } from './MeasurementSection.tsx';
import { ModelSection } from './ModelSection.tsx';
import { ScanSection } from './ScanSection.tsx';
import { useScan } from '../stores/scan.ts';
import { SegmentSection } from './SegmentSection.tsx';
import { ToolSection } from './ToolSection.tsx';

/** What is known of the scan, what will look at it, and what was found in it. */
export function SidePanel() {
  const scanId = useScan(({ scan }) => scan?.info.scanId);
  const { t } = useTranslation('scan');
  return (
    <aside className="side-panel" aria-label={t('scanAndSegments')} inert={scanId === undefined}>
      <ToolSection />
      {/* Made anew for each scan: React keeps what a component showed last, and with it label maps. */}
      <SegmentSection key={scanId} />
      <MeasurementSection />
      <ModelSection />
      <ScanSection />
    </aside>
  );
}
