import { useTranslation } from 'react-i18next';
import type { ServerFinding } from '../../stores/servers.ts';

interface ServerTestResultProps {
  readonly name: string;
  readonly finding: ServerFinding;
}

/** What the test of a server found: why it can't be used, or its version, how quick it is and which models it has. */
export function ServerTestResult({ name, finding: { test, models } }: ServerTestResultProps) {
  const { t } = useTranslation('servers');
  if (!test)
    return (
      <p className="hint" role="status" data-testid="server-test" data-state="testing">
        {t('testing')}
      </p>
    );
  const { ok, message, version, latencyMs, sharedMemory } = test;
  return (
    <div className="server-test" role="status" data-testid="server-test" data-state={ok ? 'ok' : 'failed'}>
      <p>
        <span className={ok ? 'server-ok' : 'server-failed'}>{t(ok ? 'reachable' : 'notReachable')}</span>
        {version && ` · ${t('facts', { version, ms: latencyMs.toFixed(1) })}`}
        {sharedMemory && ` · ${t('sharedMemory')}`}
      </p>
      {message && <p className="server-message">{message}</p>}
      {ok && models.length === 0 && <p>{t('noModels')}</p>}
      {models.length > 0 && (
        <ul className="server-models" aria-label={t('models', { name })}>
          {models.map((model) => (
            <li key={model.name} data-testid="server-model" data-fit={model.fit}>
              <span className="server-model-name">{model.name}</span>
              <span className={model.fit === 'fits' ? 'server-ok' : 'server-failed'}>{t(model.fit)}</span>
              {model.fit === 'fits' && <span>{t('instances', { count: model.instances })}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
