import { useTranslation } from 'react-i18next';
import { changeSettings } from '../engine/settings.ts';
import { useApp } from '../stores/app.ts';
import { useSegmentation } from '../stores/segmentation.ts';
import { ProcessorChoice } from './ProcessorChoice.tsx';

/** Which model looks at the scan, and on which processor. */
export function ModelSection() {
  const { models, modelId } = useApp();
  const running = useSegmentation(({ run }) => run !== null);
  const { t } = useTranslation('processors');
  const model = models.find(({ id }) => id === modelId);
  return (
    <section className="panel-section">
      <h2>{t('model')}</h2>
      {/* As wide as the panel: models have long names. */}
      <div className="field">
        <select
          value={modelId}
          disabled={running}
          aria-label={t('model')}
          onChange={({ currentTarget: { value } }) => changeSettings({ modelId: value })}
        >
          {!model && <option value={modelId}>{modelId}</option>}
          {models.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {model && <p className="hint">{model.description}</p>}
      <ProcessorChoice />
    </section>
  );
}
