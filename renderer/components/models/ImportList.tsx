import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { useModels } from '../../stores/models.ts';
import { ImportProgress } from './ImportProgress.tsx';

/** Imports from files and addresses: those under way, and what became of the others. Those of the catalogue are in its rows. */
export function ImportList() {
  const tasks = useModels(
    useShallow(({ tasks: all }) => all.filter(({ catalogueId }) => catalogueId === null)),
  );
  const { t } = useTranslation('models');
  if (tasks.length === 0) return null;
  return (
    <section aria-label={t('import')}>
      <ul className="model-rows">
        {tasks.map((task) => (
          <li key={task.id} className="model-row">
            <span className="import-name" title={task.name}>
              {task.name}
            </span>
            <ImportProgress task={task} />
          </li>
        ))}
      </ul>
    </section>
  );
}
