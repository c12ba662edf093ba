import { useTranslation } from 'react-i18next';
import { useMeasurements, useMeasurementsOf } from '../stores/measurements.ts';
import { useScan } from '../stores/scan.ts';
import { MeasurementRow } from './MeasurementRow.tsx';

/** Everything that was measured in the scan. */
export function MeasurementSection() {
  const scanId = useScan(({ scan }) => scan?.info.scanId);
  const measurements = useMeasurementsOf(scanId);
  const selectedId = useMeasurements((state) => state.selectedId);
  const { t } = useTranslation('measure');
  return (
    <section className="panel-section" aria-label={t('title')} data-testid="measurements">
      <h2>{t('title')}</h2>
      {measurements.length === 0 && <p className="hint">{t('none')}</p>}
      {scanId &&
        measurements.map((measurement) => (
          <MeasurementRow
            key={measurement.id}
            scanId={scanId}
            measurement={measurement}
            selected={measurement.id === selectedId}
          />
        ))}
    </section>
  );
}
