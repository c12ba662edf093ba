import { useTranslation } from 'react-i18next';
import { providerLabels, type ProviderChoice, type ProviderStatus } from '../../main/contract/provider.ts';
import { changeSettings } from '../engine/settings.ts';
import { useApp } from '../stores/app.ts';
import { useSegmentation } from '../stores/segmentation.ts';
import { Modal } from './Modal.tsx';

/** Every processor that a network could run on: its device and version, whether it is ready, and why not. */
export function ProcessorsDialog() {
  const open = useApp((state) => state.processorsOpen);
  const providers = useApp((state) => state.providers);
  const { t } = useTranslation(['processors', 'window', 'servers']);
  if (!open) return null;
  const close = () => useApp.setState({ processorsOpen: false });
  return (
    <Modal title={t('title')} testId="processors-dialog" wide onClose={close}>
      <p>{t('explanation')}</p>
      <table className="processors">
        <thead>
          <tr>
            <th scope="col">{t('use')}</th>
            <th scope="col">{t('processor')}</th>
            <th scope="col">{t('version')}</th>
            <th scope="col">{t('state')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              <Use choice="auto" label={t('automatic')} ready />
            </td>
            <th scope="row">{t('automatic')}</th>
            <td />
            <td>{t('firstReady')}</td>
          </tr>
          {providers.map((status) => (
            <Row key={status.name} {...status} />
          ))}
        </tbody>
      </table>
      {providers.length === 0 && <p role="status">{t('trying')}</p>}
      <div className="dialog-actions">
        <button
          type="button"
          className="button"
          onClick={() => {
            close();
            useApp.setState({ settingsOpen: true });
          }}
        >
          {t('servers:open')}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('window:close')}
        </button>
      </div>
    </Modal>
  );
}

function Row({ name, device, version, state, reason }: ProviderStatus) {
  const { t } = useTranslation('processors');
  return (
    <tr data-testid={`processor-${name}`} data-state={state}>
      <td>
        <Use choice={name} label={providerLabels[name]} ready={state === 'ready'} />
      </td>
      <th scope="row">{device}</th>
      <td>{t('runtime', { version })}</td>
      <td>
        <span className={`processor-state processor-${state}`}>{t(state)}</span>
        {reason && `: ${reason}`}
      </td>
    </tr>
  );
}

function Use({ choice, label, ready }: { choice: ProviderChoice; label: string; ready: boolean }) {
  const chosen = useApp(({ provider }) => provider === choice);
  const running = useSegmentation(({ run }) => run !== null);
  return (
    <input
      type="radio"
      name="processor"
      aria-label={label}
      checked={chosen}
      disabled={!ready || running}
      onChange={() => changeSettings({ provider: choice })}
    />
  );
}
