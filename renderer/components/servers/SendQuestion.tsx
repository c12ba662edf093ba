import { useTranslation } from 'react-i18next';
import { isReadableOnTheWay } from '../../../main/contract/servers.ts';
import { answerQuestion } from '../../engine/servers.ts';
import { useServers } from '../../stores/servers.ts';
import { Modal } from '../Modal.tsx';

/** Says what leaves this computer before it does, and asks whether it may: once for each server. */
export function SendQuestion() {
  const server = useServers(({ question }) => question?.server);
  const { t } = useTranslation('servers');
  if (!server) return null;
  const { name, url } = server;
  return (
    <Modal title={t('questionTitle', { name })} testId="send-question" onClose={() => answerQuestion(false)}>
      <p className="server-question">{t('questionWhat', { url })}</p>
      <p>{t('questionStill')}</p>
      {isReadableOnTheWay(url) && <p className="server-warning">{t('urlReadable')}</p>}
      <p>{t('questionOnce')}</p>
      <div className="dialog-actions">
        <button
          type="button"
          className="button primary"
          data-testid="send-yes"
          onClick={() => answerQuestion(true)}
        >
          {t('questionYes')}
        </button>
        <button type="button" className="button" onClick={() => answerQuestion(false)}>
          {t('cancel')}
        </button>
      </div>
    </Modal>
  );
}
