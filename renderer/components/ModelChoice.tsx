import { useTranslation } from 'react-i18next';
import { chooseModel } from '../engine/models.ts';
import { useApp } from '../stores/app.ts';
import { useSegmentation } from '../stores/segmentation.ts';
import { runnableModels, useServers } from '../stores/servers.ts';

/** A server's name has no colon. */
const choiceOf = (serverName: string | null, modelId: string) => `${serverName ?? ''}:${modelId}`;

/** The model that looks at the scan, on this computer or on a server that has it. */
export function ModelChoice() {
  const models = useApp((state) => state.models);
  const modelId = useApp((state) => state.modelId);
  const serverName = useApp((state) => state.serverName);
  const servers = useServers((state) => state.servers);
  const running = useSegmentation(({ run }) => run !== null);
  const known = models.some(({ id }) => id === modelId);
  const { t } = useTranslation(['servers', 'processors']);

  function choose(choice: string): void {
    const colon = choice.indexOf(':');
    chooseModel(choice.slice(colon + 1), choice.slice(0, colon) || null);
  }

  const here = models.map(({ id, name }) => (
    <option key={id} value={choiceOf(null, id)}>
      {name}
    </option>
  ));
  return (
    <select
      value={choiceOf(serverName, modelId)}
      disabled={running}
      aria-label={t('processors:model')}
      data-testid="model-choice"
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    >
      {!known && serverName === null && <option value={choiceOf(null, modelId)}>{modelId}</option>}
      {servers.length === 0 ? here : <optgroup label={t('here')}>{here}</optgroup>}
      {servers.map(({ name }) => (
        <ServerModels key={name} server={name} chosen={serverName === name ? modelId : null} />
      ))}
    </select>
  );
}

/** What can be run on a server; the model that is chosen stays among it, even while the server does not answer. */
function ServerModels({ server, chosen }: { server: string; chosen: string | null }) {
  const finding = useServers(({ findings }) => findings[server]);
  const models = useApp((state) => state.models);
  const { t } = useTranslation('servers');
  const ids = new Set(runnableModels(finding));
  if (chosen !== null) ids.add(chosen);
  const key = !finding?.test ? 'onTesting' : finding.test.ok ? 'on' : 'onNotUsable';
  return (
    <optgroup label={t(key, { name: server })}>
      {[...ids].map((id) => (
        <option key={id} value={choiceOf(server, id)}>
          {models.find((model) => model.id === id)?.name ?? id}
        </option>
      ))}
      {ids.size === 0 && finding?.test?.ok && <option disabled>{t('nothingFits')}</option>}
    </optgroup>
  );
}
