import { X } from 'lucide-react';
import { useWorklist } from '../../stores/worklist.ts';
import { JobList } from './JobList.tsx';
import { WorklistActions } from './WorklistActions.tsx';
import { WorklistRow } from './WorklistRow.tsx';

/** The scans that were dropped together, and the jobs of all scans. */
export function WorklistDrawer() {
  const isOpen = useWorklist((state) => state.isOpen);
  const entries = useWorklist((state) => state.entries);
  if (!isOpen) return null;
  return (
    <aside className="worklist" aria-label="Worklist and jobs" data-testid="worklist">
      <header className="worklist-header">
        <h2>Worklist</h2>
        <button
          type="button"
          className="icon-button"
          aria-label="Hide the worklist"
          title="Hide"
          onClick={() => useWorklist.setState({ isOpen: false })}
        >
          <X size={14} />
        </button>
      </header>
      {entries.length === 0 ? (
        <p className="hint">Drop a folder or several scans to list them here.</p>
      ) : (
        <>
          <WorklistActions />
          <ul className="worklist-entries" aria-label="Scans of the worklist">
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
