import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelTask, ReplaceQuestion as Question } from '../../../main/contract/models.ts';
import { modelIdPattern } from '../../../main/contract/manifest.ts';
import { answerImport, cancelImport } from '../../engine/modelPanel.ts';
import { useApp } from '../../stores/app.ts';
import { useModels } from '../../stores/models.ts';
import { Modal } from '../Modal.tsx';

/** A dialog that opens looks for the attribute, which React's autoFocus does not set. */
const focusFirst = (button: HTMLButtonElement | null) => button?.setAttribute('autofocus', '');

/** Asks before an import takes the place of a model that is installed. */
export function ReplaceQuestion() {
  const task = useModels(({ tasks }) => tasks.find(({ question }) => question !== null));
  return task?.question ? <AskedOf key={task.id} task={task} question={task.question} /> : null;
}

function AskedOf({ task, question }: { task: ModelTask; question: Question }) {
  const { name, version, newVersion, bundled, freeId } = question;
  const [otherId, setOtherId] = useState(freeId);
  const isTaken = useApp(({ models }) => models.some(({ id }) => id === otherId));
  const refusal = useModels((state) => state.refusal);
  const { t } = useTranslation('models');
  const cancel = () => cancelImport(task.id);
  const isId = modelIdPattern.test(otherId);
  return (
    <Modal title={t('replaceTitle', { name })} testId="replace-question" onClose={cancel}>
      <p>{t(bundled ? 'replaceBundled' : 'replaceWhat', { name, version, newVersion, file: task.name })}</p>
      <form
        className="replace-other"
        onSubmit={(event) => {
          event.preventDefault();
          if (isId && !isTaken) answerImport(task.id, otherId);
        }}
      >
        <label>
          {t('otherId')}
          <input
            type="text"
            className="text-input"
            value={otherId}
            maxLength={100}
            aria-invalid={!isId || isTaken}
            onChange={({ currentTarget }) => setOtherId(currentTarget.value)}
          />
        </label>
        <button type="submit" className="button" disabled={!isId || isTaken}>
          {t('keepBoth')}
        </button>
      </form>
      <p className="hint" role="status">
        {refusal ?? (isTaken ? t('idTaken') : !isId ? t('idRule') : '')}
      </p>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={() => answerImport(task.id, null)}>
          {t('replace')}
        </button>
        <button ref={focusFirst} type="button" className="button" onClick={cancel}>
          {t('cancel')}
        </button>
      </div>
    </Modal>
  );
}
