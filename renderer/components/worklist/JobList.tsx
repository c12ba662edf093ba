import type { JobSummary } from '../../../main/contract/jobs.ts';
import { describeJob } from '../../display/jobs.ts';
import { cancelJob, raiseJob } from '../../engine/worklist.ts';
import { useWorklist } from '../../stores/worklist.ts';

/** All jobs of this window: those that wait or run, and the last ones that ended. */
export function JobList() {
  const jobs = useWorklist((state) => state.jobs);
  return (
    <section className="jobs" aria-label="Jobs">
      <h2>Jobs</h2>
      {jobs.length === 0 && <p className="hint">None yet.</p>}
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
          aria-label={`Run ${name} next`}
          title="Put it before all others that wait"
          onClick={() => raiseJob(id)}
        >
          Next
        </button>
      )}
      {(state === 'queued' || state === 'running') && (
        <button type="button" className="button" aria-label={`Cancel ${name}`} onClick={() => cancelJob(id)}>
          Cancel
        </button>
      )}
      {state === 'running' && (
        <progress className="job-progress" aria-label={`Progress of ${name}`} max={100} value={percent} />
      )}
      {message && <p className="worklist-message">{message}</p>}
    </li>
  );
}
