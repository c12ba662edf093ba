import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { segmentWith, type ModelRun } from '../engine/requests.ts';
import { useApp } from '../stores/app.ts';
import { runnableModels, useServers } from '../stores/servers.ts';
import { useSeveral } from '../stores/several.ts';
import { CheckField } from './CheckField.tsx';
import { Modal } from './Modal.tsx';

const keyOf = ({ serverName, modelId }: ModelRun) => `${serverName ?? ''}:${modelId}`;

const close = () => useSeveral.setState({ open: false });

/** A choice of models, on this computer and on servers, that are run on the scan on show: each gives a group of its own. */
export function SeveralDialog() {
  const open = useSeveral((state) => state.open);
  return open && <Choice />;
}

function Choice() {
  const models = useApp((state) => state.models);
  const servers = useServers((state) => state.servers);
  const findings = useServers((state) => state.findings);
  const [chosen, setChosen] = useState<readonly ModelRun[]>([]);
  const { t } = useTranslation('several');
  const places = [
    { title: t('here'), runs: models.map(({ id }) => ({ modelId: id, serverName: null })) },
    ...servers.map(({ name }) => ({
      title: t('on', { name }),
      runs: runnableModels(findings[name]).map((modelId) => ({ modelId, serverName: name })),
    })),
  ].filter(({ runs }) => runs.length > 0);

  const isChosen = (run: ModelRun) => chosen.some((other) => keyOf(other) === keyOf(run));
  const toggle = (run: ModelRun, on: boolean) =>
    setChosen([...chosen.filter((other) => keyOf(other) !== keyOf(run)), ...(on ? [run] : [])]);

  return (
    <Modal title={t('title')} testId="several-dialog" onClose={close}>
      <p>{t('about')}</p>
      {places.map(({ title, runs }) => (
        <fieldset key={title} className="several-place">
          <legend>{title}</legend>
          {runs.map((run) => (
            <CheckField
              key={keyOf(run)}
              label={models.find(({ id }) => id === run.modelId)?.name ?? run.modelId}
              testId={`several-${keyOf(run)}`}
              checked={isChosen(run)}
              onChange={(on) => toggle(run, on)}
            />
          ))}
        </fieldset>
      ))}
      <div className="dialog-actions">
        <button
          type="button"
          className="button primary"
          data-testid="several-run"
          disabled={chosen.length === 0}
          onClick={() => {
            close();
            segmentWith(chosen);
          }}
        >
          {t('run', { count: chosen.length })}
        </button>
        <button type="button" className="button" onClick={close}>
          {t('cancel')}
        </button>
      </div>
    </Modal>
  );
}
