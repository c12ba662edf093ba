import { memo } from 'react';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { WorklistEntry } from '../../../main/contract/worklist.ts';
import { inMl } from '../../display/quantities.ts';
import { openEntry, removeEntries } from '../../engine/worklist.ts';
import { useScan } from '../../stores/scan.ts';
import { ThumbnailView } from './ThumbnailView.tsx';
import { IconButton } from '../IconButton.tsx';

/** One scan of the worklist: its picture, how far it is, what was found; a press shows it in the panes. */
export const WorklistRow = memo(function WorklistRow({ entry }: { entry: WorklistEntry }) {
  const { id, name, state, volumeMl, thumbnail, message } = entry;
  const { t } = useTranslation(['worklist', 'jobs']);
  const isShown = useScan(({ scan }) => scan?.info.scanId === id);
  return (
    <li className="worklist-row" data-testid="worklist-row" data-state={state} data-shown={isShown}>
      <button
        type="button"
        className="worklist-open"
        title={t('openName', { name })}
        aria-current={isShown}
        onClick={() => openEntry(id)}
      >
        <span className="worklist-picture">{thumbnail && <ThumbnailView thumbnail={thumbnail} />}</span>
        <span className="worklist-text">
          <span className="worklist-name">{name}</span>
          <span className="worklist-state">
            <span className={`state-${state}`}>{t(`jobs:${state}`)}</span>
            {volumeMl !== null && <span data-testid="entry-ml">{inMl(volumeMl)}</span>}
          </span>
        </span>
      </button>
      <IconButton
        label={t('removeName', { name })}
        hint={t('removeHint')}
        onClick={() => removeEntries([id])}
      >
        <X size={14} />
      </IconButton>
      {message && <p className="worklist-message">{message}</p>}
    </li>
  );
});
