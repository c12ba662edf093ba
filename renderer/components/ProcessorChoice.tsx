import { useTranslation } from 'react-i18next';
import { providerLabels, providerChoiceSchema, type ProviderStatus } from '../../main/contract/provider.ts';
import { stateNames } from '../display/processors.ts';
import { changeSettings } from '../engine/settings.ts';
import { useApp } from '../stores/app.ts';
import { processorInUse, useSegmentation } from '../stores/segmentation.ts';
import { useServers } from '../stores/servers.ts';

/** On which processor the network runs, and the way to the list that says why one can't be chosen. */
export function ProcessorChoice() {
  const { provider, providers, serverName } = useApp();
  const { t } = useTranslation('servers');
  const running = useSegmentation(({ run }) => run !== null);
  const inUse = useSegmentation(processorInUse);
  return (
    <>
      <label className="field">
        <span>Processor</span>
        <select
          value={provider}
          disabled={running || serverName !== null}
          data-testid="processor-choice"
          onChange={({ currentTarget: { value } }) =>
            changeSettings({ provider: providerChoiceSchema.parse(value) })
          }
        >
          <option value="auto">Automatic</option>
          {providers.map((status) => (
            <option key={status.name} value={status.name} disabled={status.state !== 'ready'}>
              {describe(status)}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="link"
        data-testid="processors-button"
        onClick={() => useApp.setState({ processorsOpen: true })}
      >
        All processors …
      </button>
      <button
        type="button"
        className="link"
        data-testid="servers-button"
        onClick={() => useServers.setState({ open: true })}
      >
        {t('open')}
      </button>
      {serverName !== null && <p className="hint">{t('chooses', { name: serverName })}</p>}
      {inUse && <p className="hint">In use: {inUse}</p>}
    </>
  );
}

function describe({ name, state, device }: ProviderStatus): string {
  return state === 'ready' ? device : `${providerLabels[name]} (${stateNames[state]})`;
}
