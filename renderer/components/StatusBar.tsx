import { useTranslation } from 'react-i18next';
import { decimal, inHu } from '../display/quantities.ts';
import { formatPosition } from '../geometry/letters.ts';
import { voxelOffset, voxelToRas } from '../geometry/grid.ts';
import { useScan } from '../stores/scan.ts';
import { processorInUse, useSegmentation } from '../stores/segmentation.ts';
import { useViews } from '../stores/views.ts';

/** HU, voxel and patient position under the pointer, or at the crosshair while the pointer is elsewhere. */
export function StatusBar() {
  const grid = useScan(({ scan }) => scan?.info.grid);
  const opening = useScan((state) => state.opening);
  const ijk = useViews((state) => state.pointerIjk ?? state.crosshairIjk);
  const hu = useScan(({ scan }) => scan?.voxelsHu[voxelOffset(scan.info.grid.shapeIjk, ijk)]);
  const source = useViews((state) => (state.pointerIjk ? 'pointer' : 'crosshair'));
  const processor = useSegmentation(processorInUse);
  const { t } = useTranslation(['window', 'units']);
  return (
    <footer className="status-bar">
      {grid ? (
        <>
          <span className="status-source">{t(source)}</span>
          <span className="status-value status-hu" data-testid="status-hu">
            {hu !== undefined && inHu(hu)}
          </span>
          <span className="status-value" data-testid="status-voxel" title={t('voxelHint')}>
            ({ijk.join(', ')})
          </span>
          <span className="status-value" data-testid="status-position" title={t('positionHint')}>
            {t('units:mm', { value: formatPosition(voxelToRas(grid.affineIjkToRas, ijk), decimal) })}
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
