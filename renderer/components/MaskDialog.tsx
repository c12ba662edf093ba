import { placeMask } from '../engine/requests.ts';
import { useScan } from '../stores/scan.ts';
import { Modal } from './Modal.tsx';

/** Asks what to do with a label file that lies on another grid than the open scans. */
export function MaskDialog() {
  const question = useScan((state) => state.maskQuestion);
  const info = useScan(({ scan }) => scan?.info);
  if (!question) return null;
  return (
    <Modal
      key={question.openId}
      title="Where does this mask belong?"
      testId="mask-dialog"
      onClose={() => useScan.setState({ maskQuestion: null })}
    >
      <p>
        {question.name} holds labels, but not on the grid of an open scan.
        {info &&
          ` Its labels can be brought to the grid of ${info.name}: by position in the patient, nearest voxel.`}
      </p>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={() => useScan.setState({ maskQuestion: null })}>
          Don’t open it
        </button>
        <button type="button" className="button" onClick={() => placeMask(null)}>
          Open as a scan
        </button>
        {info && (
          <button type="button" className="button primary" onClick={() => placeMask(info.scanId)}>
            Put onto the scan
          </button>
        )}
      </div>
    </Modal>
  );
}
