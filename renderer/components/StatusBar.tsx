import { formatPosition } from '../geometry/letters.ts';
import { useScan } from '../stores/scan.ts';
import { processorInUse, useSegmentation } from '../stores/segmentation.ts';
import { useReadOut } from './useReadOut.ts';

/** HU, voxel and patient position under the pointer, or at the crosshair while the pointer is elsewhere. */
export function StatusBar() {
  const readOut = useReadOut();
  const opening = useScan((state) => state.opening);
  const processor = useSegmentation(processorInUse);
  return (
    <footer className="status-bar">
      {readOut ? (
        <>
          <span className="status-source">{readOut.source}</span>
          <span className="status-value status-hu" data-testid="status-hu">
            {readOut.hu} HU
          </span>
          <span className="status-value" data-testid="status-voxel" title="Voxel (i, j, k), counted from 0">
            ({readOut.ijk.join(', ')})
          </span>
          <span className="status-value" data-testid="status-position" title="Patient position in mm">
            {formatPosition(readOut.positionRas)} mm
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
