import { History } from 'lucide-react';
import { recover } from '../engine/requests.ts';
import { useRecovery } from '../stores/recovery.ts';
import { useScan } from '../stores/scan.ts';

/** Offers edits of the scan on show that were left unsaved, by a crash or by closing: the latest first. */
export function RecoveryBar() {
  const scanId = useScan(({ scan }) => scan?.info.scanId);
  const left = useRecovery(({ byScan }) => (scanId ? byScan[scanId]?.[0] : undefined));
  if (!scanId || !left) return null;
  const when = new Date(left.changedAt).toLocaleString();
  return (
    <div className="banner banner-info" role="status" data-testid="recovery">
      <History size={18} />
      <span className="banner-text">
        Edits of {left.groupName} from {when} were not saved.
      </span>
      <button type="button" className="button primary" onClick={() => recover(scanId, left.journal, true)}>
        Bring them back
      </button>
      <button type="button" className="button" onClick={() => recover(scanId, left.journal, false)}>
        Delete them
      </button>
    </div>
  );
}
