import { useTranslation } from 'react-i18next';
import { placeMask } from '../engine/requests.ts';
import { useScan } from '../stores/scan.ts';
import { Modal } from './Modal.tsx';

/** Asks what to do with a label file that lies on another grid than the open scans. */
export function MaskDialog() {
  const question = useScan((state) => state.maskQuestion);
  const info = useScan(({ scan }) => scan?.info);
  const { t } = useTranslation('scan');
  if (!question) return null;
  return (
    <Modal
      key={question.openId}
      title={t('whereMask')}
      testId="mask-dialog"
      onClose={() => useScan.setState({ maskQuestion: null })}
    >
      <p>
        {t('maskElsewhere', { name: question.name })}
        {info && ` ${t('maskToGrid', { name: info.name })}`}
      </p>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={() => useScan.setState({ maskQuestion: null })}>
          {t('dontOpen')}
        </button>
        <button type="button" className="button" onClick={() => placeMask(null)}>
          {t('openAsScan')}
        </button>
        {info && (
          <button type="button" className="button primary" onClick={() => placeMask(info.scanId)}>
            {t('putOnScan')}
          </button>
        )}
      </div>
    </Modal>
  );
}
