import { useTranslation } from 'react-i18next';
import { useServers } from '../../stores/servers.ts';
import { Modal } from '../Modal.tsx';
import { ServersSection } from './ServersSection.tsx';

/** The servers of the settings in a dialog of their own. */
export function ServersDialog() {
  const open = useServers((state) => state.open);
  const { t } = useTranslation('servers');
  if (!open) return null;
  const close = () => useServers.setState({ open: false });
  return (
    <Modal title={t('title')} testId="servers-dialog" wide onClose={close}>
      <ServersSection />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={close}>
          {t('close')}
        </button>
      </div>
    </Modal>
  );
}
