import { useTranslation } from 'react-i18next';
import type { JobSummary } from '../../../main/contract/jobs.ts';
import { describeJob } from '../../display/jobs.ts';
import { cancelJob, raiseJob } from '../../engine/worklist.ts';
import { useWorklist } from '../../stores/worklist.ts';

/** All jobs of this window: those that wait or run, and the last ones that ended. */
export function JobList() {
  const jobs = useWorklist((state) => state.jobs);
  const { t } = useTranslation('jobs');
  return (
    <section className="jobs" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      {jobs.length === 0 && <p className="hint">{t('none')}</p>}
      <ul>
        {jobs.map((job) => (
          <JobRow key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}

function JobRow({ job }: { job: JobSummary }) {
  const { id, name, state, fraction, message } = job;
  const { t } = useTranslation('jobs');
  const percent = Math.round(100 * fraction);
  return (
    <li className="job-row" data-testid="job-row" data-state={state}>
      <span className="job-text">
        <span className="worklist-name" title={name}>
          {name}
        </span>
        <span className={`job-state state-${state}`}>{describeJob(job)}</span>
      </span>
      {state === 'queued' && (
        <button
          type="button"
          className="button"
          aria-label={t('runNext', { name })}
          title={t('runNextHint')}
          onClick={() => raiseJob(id)}
        >
          {t('next')}
        </button>
      )}
      {(state === 'queued' || state === 'running') && (
        <button
          type="button"
          className="button"
          aria-label={t('cancelName', { name })}
          onClick={() => cancelJob(id)}
        >
          {t('cancel')}
        </button>
      )}
      {state === 'running' && (
        <progress className="job-progress" aria-label={t('progressOf', { name })} max={100} value={percent} />
      )}
      {message && <p className="worklist-message">{message}</p>}
    </li>
  );
}
