import { FolderOutput, Sparkles } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { chooseListFolder, removeEntries, segmentList } from '../../engine/worklist.ts';
import { useApp } from '../../stores/app.ts';
import { countToSegment, useWorklist } from '../../stores/worklist.ts';

/** What is done with the whole list: segment it, say where results go, empty it. */
export function WorklistActions() {
  const toSegment = useWorklist(({ entries }) => countToSegment(entries));
  const folderName = useWorklist((state) => state.folderName);
  const engineReady = useApp((state) => state.engineReady);
  const { t } = useTranslation('worklist');
  return (
    <div className="worklist-actions">
      <button
        type="button"
        className="button primary"
        data-testid="segment-all"
        disabled={!engineReady || toSegment === 0}
        onClick={segmentList}
      >
        <Sparkles size={16} /> {t('segmentAll')}
      </button>
      <button
        type="button"
        className="button"
        onClick={() => removeEntries(useWorklist.getState().entries.map(({ id }) => id))}
      >
        {t('removeAll')}
      </button>
      <button type="button" className="button" data-testid="list-folder" onClick={chooseListFolder}>
        <FolderOutput size={16} /> {t('outputFolder')}
      </button>
      <p className="hint worklist-folder" aria-live="polite">
        {folderName === null ? t('noFolder') : t('folder', { folder: folderName })}
      </p>
    </div>
  );
}
