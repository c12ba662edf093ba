import { useApp } from '../stores/app.ts';
import { ModelChoice } from './ModelChoice.tsx';
import { ProcessorChoice } from './ProcessorChoice.tsx';
import { RunSeveral } from './RunSeveral.tsx';

/** Which model looks at the scan, and on which processor. */
export function ModelSection() {
  const { models, modelId } = useApp();
  const model = models.find(({ id }) => id === modelId);
  return (
    <section className="panel-section">
      <h2>Model</h2>
      <label className="field">
        <span>Model</span>
        <ModelChoice />
      </label>
      {model && <p className="hint">{model.description}</p>}
      <RunSeveral />
      <ProcessorChoice />
    </section>
  );
}
