import { useTranslation } from 'react-i18next';
import { useApp } from '../stores/app.ts';
import { ModelChoice } from './ModelChoice.tsx';
import { ProcessorChoice } from './ProcessorChoice.tsx';
import { RunSeveral } from './RunSeveral.tsx';

/** Which model looks at the scan, and on which processor. */
export function ModelSection() {
  const { models, modelId } = useApp();
  const { t } = useTranslation('processors');
  const model = models.find(({ id }) => id === modelId);
  return (
    <section className="panel-section">
      <h2>{t('model')}</h2>
      {/* As wide as the panel: models have long names. */}
      <div className="field">
        <ModelChoice />
      </div>
      {model && <p className="hint">{model.description}</p>}
      <RunSeveral />
      <ProcessorChoice />
    </section>
  );
}
