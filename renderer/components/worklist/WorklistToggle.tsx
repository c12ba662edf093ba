import { ListChecks } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useWorklist } from '../../stores/worklist.ts';

/** Shows and hides the worklist; there while there is something in it. */
export function WorklistToggle() {
  const count = useWorklist(({ entries }) => entries.length);
  const isOpen = useWorklist((state) => state.isOpen);
  const hasJobs = useWorklist(({ jobs }) => jobs.length > 0);
  const { t } = useTranslation(['worklist', 'jobs']);
  if (count === 0 && !hasJobs) return null;
  const name = count === 0 ? t('jobs:title') : t('scans', { count });
  return (
    <button
      type="button"
      className="button"
      data-testid="worklist-toggle"
      title={name}
      aria-label={name}
      aria-pressed={isOpen}
      onClick={() => useWorklist.setState({ isOpen: !isOpen })}
    >
      <ListChecks size={16} /> {count > 0 && count}
    </button>
  );
}
