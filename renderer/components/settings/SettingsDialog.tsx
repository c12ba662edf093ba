import { useTranslation } from 'react-i18next';
import { useApp } from '../../stores/app.ts';
import { ServersSection } from '../servers/ServersSection.tsx';
import { Modal } from '../Modal.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';

/** What is kept between starts and can be chosen: each section is a component of its own. */
export function SettingsDialog() {
  const open = useApp((state) => state.settingsOpen);
  const { t } = useTranslation(['settings', 'window']);
  if (!open) return null;
  const close = () => useApp.setState({ settingsOpen: false });
  return (
    <Modal title={t('title')} testId="settings-dialog" onClose={close}>
      <AppearanceSection />
      <ServersSection />
      <div className="dialog-actions">
        <button type="button" className="button" onClick={close}>
          {t('window:close')}
        </button>
      </div>
    </Modal>
  );
}
