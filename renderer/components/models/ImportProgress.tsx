import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ModelTask } from '../../../main/contract/models.ts';
import { inMb } from '../../display/quantities.ts';
import { cancelImport, dismissImport } from '../../engine/modelPanel.ts';
import { isUnderWay } from '../../stores/models.ts';
import { useImportText } from './useImportText.ts';
import { IconButton } from '../IconButton.tsx';

/** How far an import is, with Cancel; or what became of it. */
export function ImportProgress({ task }: { task: ModelTask }) {
  const text = useImportText(task);
  const { t } = useTranslation('models');
  const isRunning = isUnderWay(task);
  return (
    <div className="import-progress" data-testid="import" data-state={task.state} data-step={task.step}>
      <p className={`import-text import-${task.state}`} role={task.state === 'failed' ? 'alert' : 'status'}>
        {text}
      </p>
      {isRunning ? (
        <button
          type="button"
          className="button"
          disabled={task.state === 'cancelling'}
          aria-label={t('cancelName', { name: task.name })}
          onClick={() => cancelImport(task.id)}
        >
          {t('cancel')}
        </button>
      ) : (
        <IconButton label={t('dismiss')} onClick={() => dismissImport(task.id)}>
          <X size={14} />
        </IconButton>
      )}
      {isRunning && <Bar task={task} />}
    </div>
  );
}

/** A bar where there is something to count; else one that only says that something goes on. */
function Bar({ task: { name, step, receivedBytes, totalBytes } }: { task: ModelTask }) {
  const { t } = useTranslation('models');
  const label = t('progressOf', { name });
  if (step !== 'download' || totalBytes === null) return <progress aria-label={label} />;
  const sizes = { received: inMb(receivedBytes), total: inMb(totalBytes) };
  return (
    <progress
      aria-label={label}
      aria-valuetext={t('receivedOf', sizes)}
      max={totalBytes}
      value={receivedBytes}
    />
  );
}
