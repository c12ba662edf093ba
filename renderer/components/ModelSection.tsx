import { useTranslation } from 'react-i18next';
import { openModels } from '../engine/modelPanel.ts';
import { useApp } from '../stores/app.ts';
import { useModels } from '../stores/models.ts';
import { ModelChoice } from './ModelChoice.tsx';
import { ProcessorChoice } from './ProcessorChoice.tsx';
import { RunSeveral } from './RunSeveral.tsx';

/** Which model looks at the scan, and on which processor. */
export function ModelSection() {
  const models = useApp((state) => state.models);
  const modelId = useApp((state) => state.modelId);
  const importing = useModels(({ tasks }) => tasks.find(({ state }) => state === 'running')?.name);
  const { t } = useTranslation(['models', 'processors']);
  const model = models.find(({ id }) => id === modelId);
  return (
    <section className="panel-section">
      <h2>{t('processors:model')}</h2>
      {/* As wide as the panel: models have long names. */}
      <div className="field">
        <ModelChoice />
      </div>
      {model && <p className="hint">{model.description}</p>}
      <button
        type="button"
        className="link"
        data-testid="models-button"
        title={t('openHint')}
        onClick={openModels}
      >
        {t('open')}
      </button>
      {importing !== undefined && <p className="hint">{t('importing', { name: importing })}</p>}
      <RunSeveral />
      <ProcessorChoice />
    </section>
  );
}
