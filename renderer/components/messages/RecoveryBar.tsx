import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { dateAndTime } from '../../display/quantities.ts';
import { recover } from '../../engine/requests.ts';
import { useRecovery } from '../../stores/recovery.ts';
import { useScan } from '../../stores/scan.ts';

/** Offers edits of the scan on show that were left unsaved, by a crash or by closing: the latest first. */
export function RecoveryBar() {
  const scanId = useScan(({ scan }) => scan?.info.scanId);
  const left = useRecovery(({ byScan }) => (scanId ? byScan[scanId]?.[0] : undefined));
  const { t } = useTranslation('window');
  if (!scanId || !left) return null;
  return (
    <div className="banner banner-info" role="status" data-testid="recovery">
      <History size={18} />
      <span className="banner-text">
        {t('editsLeft', { group: left.groupName, when: dateAndTime(left.changedAt) })}
      </span>
      <button type="button" className="button primary" onClick={() => recover(scanId, left.journal, true)}>
        {t('bringBack')}
      </button>
      <button type="button" className="button" onClick={() => recover(scanId, left.journal, false)}>
        {t('deleteEdits')}
      </button>
    </div>
  );
}
