import { useTranslation } from 'react-i18next';
import type { Vec3 } from '../../../main/contract/geometry.ts';
import { inHu } from '../../display/quantities.ts';
import { isInsideGrid, voxelOffset } from '../../geometry/grid.ts';
import { comparedWindow, isOutside, useCompare, useCompared } from '../../stores/compare.ts';
import { useScan, type OpenScan } from '../../stores/scan.ts';
import { useViews } from '../../stores/views.ts';

type Side = 'shown' | 'other';

/** Which scan a pane of the comparison shows, the HU at the crosshair and the window; or that it has no such place. */
export function ComparedReadOut({ side }: { side: Side }) {
  const { t } = useTranslation('compare');
  const shownName = useScan(({ scan }) => scan?.info.name);
  const otherName = useCompared(({ info }) => info.name);
  const outside = useCompare(({ shownIsOutside }) => (side === 'shown' ? shownIsOutside : isOutside()));
  return (
    <>
      <div className="compare-read-out slice-number" data-testid={`compare-read-out-${side}`}>
        <span className="compare-name" data-picture-text>
          {side === 'shown' ? shownName : otherName}
        </span>
        {!outside && <Numbers side={side} />}
      </div>
      {outside && (
        <p className="compare-outside slice-number" role="status" data-picture-text>
          {t('outside')}
        </p>
      )}
    </>
  );
}

function Numbers({ side }: { side: Side }) {
  const { t } = useTranslation('compare');
  const crosshairIjk = useViews((state) => state.crosshairIjk);
  const positionIjk = useCompare((state) => state.positionIjk);
  const shownHu = useScan(({ scan }) => scan && huAt(scan, crosshairIjk));
  const otherHu = useCompared((scan) => huAt(scan, positionIjk));
  const hu = side === 'shown' ? shownHu : otherHu;
  const shownWindow = useViews((state) => state.window);
  const otherWindow = useCompare(comparedWindow);
  const { width, level } = side === 'shown' ? shownWindow : otherWindow;
  return (
    <>
      <span data-picture-text data-testid={`compare-hu-${side}`}>
        {hu === null || hu === undefined ? t('outside') : inHu(hu)}
      </span>
      <span data-picture-text data-testid={`compare-window-${side}`}>
        {t('window', { width, level })}
      </span>
    </>
  );
}

/** HU of the voxel that a point lies in; null outside of the scan. */
function huAt({ info, voxelsHu }: OpenScan, ijk: Vec3): number | null {
  const { grid } = info;
  if (!isInsideGrid(grid, ijk)) return null;
  const voxel: Vec3 = [Math.round(ijk[0]), Math.round(ijk[1]), Math.round(ijk[2])];
  return voxelsHu[voxelOffset(grid.shapeIjk, voxel)]!;
}
