import { useTranslation } from 'react-i18next';
import { decimal, inHu } from '../display/quantities.ts';
import { formatPosition } from '../geometry/letters.ts';
import { useScan } from '../stores/scan.ts';
import { processorInUse, useSegmentation } from '../stores/segmentation.ts';
import { useReadOut } from './useReadOut.ts';

/** HU, voxel and patient position under the pointer, or at the crosshair while the pointer is elsewhere. */
export function StatusBar() {
  const readOut = useReadOut();
  const opening = useScan((state) => state.opening);
  const processor = useSegmentation(processorInUse);
  const { t } = useTranslation(['window', 'units']);
  return (
    <footer className="status-bar">
      {readOut ? (
        <>
          <span className="status-source">{t(readOut.source)}</span>
          <span className="status-value status-hu" data-testid="status-hu">
            {readOut.hu !== undefined && inHu(readOut.hu)}
          </span>
          <span className="status-value" data-testid="status-voxel" title={t('voxelHint')}>
            ({readOut.ijk.join(', ')})
          </span>
          <span className="status-value" data-testid="status-position" title={t('positionHint')}>
            {t('units:mm', { value: formatPosition(readOut.positionRas, decimal) })}
          </span>
        </>
      ) : (
        <span>{t('noScan')}</span>
      )}
      <span className="spacer" />
      {opening && (
        <span aria-live="polite">
          {t('openingPercent', { name: opening.name, percent: Math.round(opening.fraction * 100) })}
        </span>
      )}
      {processor && <span title={t('processorHint')}>{processor}</span>}
    </footer>
  );
}
