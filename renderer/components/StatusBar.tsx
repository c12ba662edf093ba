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
  const source = useViews((state) => (state.pointerIjk ? 'Pointer' : 'Crosshair'));
  const processor = useSegmentation(processorInUse);
  return (
    <footer className="status-bar">
      {grid ? (
        <>
          <span className="status-source">{source}</span>
          <span className="status-value status-hu" data-testid="status-hu">
            {hu} HU
          </span>
          <span className="status-value" data-testid="status-voxel" title="Voxel (i, j, k), counted from 0">
            ({ijk.join(', ')})
          </span>
          <span className="status-value" data-testid="status-position" title="Patient position in mm">
            {formatPosition(voxelToRas(grid.affineIjkToRas, ijk))} mm
          </span>
        </>
      ) : (
        <span>No scan is open</span>
      )}
      <span className="spacer" />
      {opening && (
        <span aria-live="polite">
          Opening {opening.name} {Math.round(opening.fraction * 100)} %
        </span>
      )}
      {processor && <span title="The processor that runs the network">{processor}</span>}
    </footer>
  );
}
