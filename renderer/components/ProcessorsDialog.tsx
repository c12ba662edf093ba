import { useTranslation } from 'react-i18next';
import { providerLabels, type ProviderChoice, type ProviderStatus } from '../../main/contract/provider.ts';
import { stateNames } from '../display/processors.ts';
import { changeSettings } from '../engine/settings.ts';
import { useApp } from '../stores/app.ts';
import { useSegmentation } from '../stores/segmentation.ts';
import { useServers } from '../stores/servers.ts';
import { Modal } from './Modal.tsx';

/** Every processor that a network could run on: its device and version, whether it is ready, and why not. */
export function ProcessorsDialog() {
  const open = useApp((state) => state.processorsOpen);
  const providers = useApp((state) => state.providers);
  const { t } = useTranslation('servers');
  if (!open) return null;
  const close = () => useApp.setState({ processorsOpen: false });
  return (
    <Modal title="Processors" testId="processors-dialog" wide onClose={close}>
      <p>
        Each is tried by a real run whose numbers are compared with the CPU’s. Automatic takes the first that
        is ready; should it fail in mid-run, the next one goes on.
      </p>
      <table className="processors">
        <thead>
          <tr>
            <th scope="col">Use</th>
            <th scope="col">Processor</th>
            <th scope="col">Version</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              <Use choice="auto" label="Automatic" ready />
            </td>
            <th scope="row">Automatic</th>
            <td />
            <td>The first below that is ready</td>
          </tr>
          {providers.map((status) => (
            <Row key={status.name} {...status} />
          ))}
        </tbody>
      </table>
      {providers.length === 0 && <p role="status">They are being tried …</p>}
      <div className="dialog-actions">
        <button
          type="button"
          className="button"
          onClick={() => {
            close();
            useServers.setState({ open: true });
          }}
        >
          {t('open')}
        </button>
        <button type="button" className="button" onClick={close}>
          Close
        </button>
      </div>
    </Modal>
  );
}

function Row({ name, device, version, state, reason }: ProviderStatus) {
  return (
    <tr data-testid={`processor-${name}`} data-state={state}>
      <td>
        <Use choice={name} label={providerLabels[name]} ready={state === 'ready'} />
      </td>
      <th scope="row">{device}</th>
      <td>onnxruntime {version}</td>
      <td>
        <span className={`processor-state processor-${state}`}>{stateNames[state]}</span>
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
