import { providerChoiceSchema, type ProviderStatus } from '../../main/contract/provider.ts';
import { shell } from '../engine/shell.ts';
import { showError, useApp } from '../stores/app.ts';
import { processorInUse, useSegmentation } from '../stores/segmentation.ts';

const save = (changes: Parameters<typeof shell.saveSettings>[0]) =>
  shell.saveSettings(changes).catch(() => showError('The setting could not be saved.'));

/** Which model looks at the scan, and on which processor. */
export function ModelSection() {
  const { models, modelId, provider, providers } = useApp();
  const running = useSegmentation(({ run }) => run !== null);
  const inUse = useSegmentation(processorInUse);
  const model = models.find(({ id }) => id === modelId);
  return (
    <section className="panel-section">
      <h2>Model</h2>
      <label className="field">
        <span>Model</span>
        <select
          value={modelId}
          disabled={running}
          onChange={({ currentTarget: { value } }) => {
            useApp.setState({ modelId: value });
            void save({ modelId: value });
          }}
        >
          {!model && <option value={modelId}>{modelId}</option>}
          {models.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {model && <p className="hint">{model.description}</p>}
      <label className="field">
        <span>Processor</span>
        <select
          value={provider}
          disabled={running}
          onChange={({ currentTarget: { value } }) => {
            const choice = providerChoiceSchema.parse(value);
            useApp.setState({ provider: choice });
            void save({ provider: choice });
          }}
        >
          <option value="auto">Automatic</option>
          {providers.map((status) => (
            <option key={status.name} value={status.name} disabled={status.state === 'absent'}>
              {describe(status)}
            </option>
          ))}
        </select>
      </label>
      {inUse && <p className="hint">In use: {inUse}</p>}
    </section>
  );
}

const names: Readonly<Record<ProviderStatus['name'], string>> = {
  tensorrt: 'TensorRT',
  cuda: 'CUDA',
  directml: 'DirectML',
  coreml: 'Core ML',
  webgpu: 'WebGPU',
  cpu: 'CPU',
};

function describe({ name, state, device }: ProviderStatus): string {
  if (state === 'absent') return `${names[name]} (not on this computer)`;
  if (state === 'failed') return `${names[name]} (failed its test)`;
  return device ? `${names[name]} · ${device}` : names[name];
}
