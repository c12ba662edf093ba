import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { providerLabels, providerChoiceSchema, type ProviderStatus } from '../../main/contract/provider.ts';
import { changeSettings } from '../engine/settings.ts';
import { useApp } from '../stores/app.ts';
import { processorInUse, useSegmentation } from '../stores/segmentation.ts';

/** On which processor the network runs, and the way to the list that says why one can't be chosen. */
export function ProcessorChoice() {
  const { provider, providers, serverName } = useApp();
  const running = useSegmentation(({ run }) => run !== null);
  const { t } = useTranslation(['processors', 'servers']);
  const inUse = useSegmentation(processorInUse);
  return (
    <>
      <label className="field">
        <span>{t('processor')}</span>
        <select
          value={provider}
          disabled={running || serverName !== null}
          data-testid="processor-choice"
          onChange={({ currentTarget: { value } }) =>
            changeSettings({ provider: providerChoiceSchema.parse(value) })
          }
        >
          <option value="auto">{t('automatic')}</option>
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
        {t('all')}
      </button>
      <button
        type="button"
        className="link"
        data-testid="servers-button"
        onClick={() => useApp.setState({ settingsOpen: true })}
      >
        {t('servers:open')}
      </button>
      {serverName !== null && <p className="hint">{t('servers:chooses', { name: serverName })}</p>}
      {inUse && <p className="hint">{t('inUse', { device: inUse })}</p>}
    </>
  );
}

function describe({ name, state, device }: ProviderStatus): string {
  if (state === 'ready') return device;
  const [label, why] = [providerLabels[name], i18next.t(`processors:${state}`)];
  return i18next.t('processors:withState', { name: label, state: why });
}
