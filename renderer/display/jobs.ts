import i18next from 'i18next';
import { serverOfLane, type JobSummary } from '../../main/contract/jobs.ts';

const stages = ['load', 'prepare', 'network', 'components', 'restore', 'surface', 'save'] as const;

/** Where a job stands, in words: "Running: network, 42 % on GPU box". */
export function describeJob({ state, stage, fraction, lane, waitsFor }: JobSummary): string {
  const { t } = i18next;
  if (state === 'queued') return t(waitsFor === 'memory' ? 'jobs:waitsForMemory' : 'jobs:waitsForTurn');
  if (state !== 'running') return t(`jobs:${state}`);
  const words = {
    stage: t(`jobs:${stages.find((known) => known === stage) ?? 'starting'}`),
    percent: Math.round(100 * fraction),
  };
  const server = serverOfLane(lane);
  return server === undefined ? t('jobs:runs', words) : t('jobs:runsOn', { ...words, lane: server });
}
