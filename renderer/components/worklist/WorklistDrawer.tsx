import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useWorklist } from '../../stores/worklist.ts';
import { JobList } from './JobList.tsx';
import { WorklistActions } from './WorklistActions.tsx';
import { WorklistRow } from './WorklistRow.tsx';
import { IconButton } from '../IconButton.tsx';

/** The scans that were dropped together, and the jobs of all scans. */
export function WorklistDrawer() {
  const isOpen = useWorklist((state) => state.isOpen);
  const entries = useWorklist((state) => state.entries);
  const { t } = useTranslation('worklist');
  if (!isOpen) return null;
  return (
    <aside className="worklist" aria-label={t('worklistAndJobs')} data-testid="worklist">
      <header className="worklist-header">
        <h2>{t('title')}</h2>
        <IconButton
          label={t('hideList')}
          hint={t('hide')}
          onClick={() => useWorklist.setState({ isOpen: false })}
        >
          <X size={14} />
        </IconButton>
      </header>
      {entries.length === 0 ? (
        <p className="hint">{t('dropSeveral')}</p>
      ) : (
        <>
          <WorklistActions />
          <ul className="worklist-entries" aria-label={t('scansOfList')}>
            {entries.map((entry) => (
              <WorklistRow key={entry.id} entry={entry} />
            ))}
          </ul>
        </>
      )}
      <JobList />
    </aside>
  );
}
