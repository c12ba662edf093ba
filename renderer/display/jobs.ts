import type { JobState, JobSummary } from '../../main/contract/jobs.ts';
import type { WorklistEntry } from '../../main/contract/worklist.ts';

export const jobStateNames: Readonly<Record<JobState, string>> = {
  queued: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

export const entryStateNames: Readonly<Record<WorklistEntry['state'], string>> = {
  ...jobStateNames,
  listed: 'Not segmented yet',
};

const stageNames: Readonly<Record<string, string>> = {
  load: 'reading the scan',
  prepare: 'preparing the scan',
  network: 'network',
  components: 'largest part',
  restore: 'back to the scan',
  surface: 'surface',
  save: 'saving',
};

/** Where a job stands, in words: "Running: network, 42 % on CPU (2 threads)". */
export function describeJob({ state, stage, fraction, lane, waitsFor }: JobSummary): string {
  const name = jobStateNames[state];
  if (state === 'queued') return waitsFor === 'memory' ? `${name} for memory` : `${name} for its turn`;
  if (state !== 'running') return name;
  const where = lane === '' ? '' : ` on ${lane}`;
  return `${name}: ${stageNames[stage] ?? 'starting'}, ${Math.round(100 * fraction)} %${where}`;
}
