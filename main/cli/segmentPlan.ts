import { basename } from 'node:path';
import { availableBytes } from '../batch/memory.ts';
import type { PlannedScan } from '../batch/plan.ts';
import { provenanceOf } from '../batch/provenance.ts';
import { runBatch } from '../batch/runBatch.ts';
import { segmentFile, type FileSegmenterOptions } from '../batch/segmentFile.ts';
import { countStates, summaryRows, SummaryWriter, type ScanOutcome } from '../batch/summary.ts';
import { describeError } from '../contract/errors.ts';
import type { Sentence } from '../contract/sentence.ts';
import type { Report } from '../contract/report.ts';
import type { TritonRunner } from '../inference/triton/index.ts';
import { JobQueue } from '../jobs/queue.ts';
import { servedName } from '../triton/servedNames.ts';
import { tellSupervisor, whenToldToStop, workerPast } from './worker.ts';

/** How scans are segmented, and where lines for the user go. */
export interface HowToSegment extends FileSegmenterOptions {
  readonly say: (line: string) => unknown;
}

/** So many scans compute at a time; one more is loaded ahead, one is saved: more would only hold memory. */
const laneOf = (slots: number) => ({ id: 'processor', slots, depth: slots + 2 });

interface BatchRequest {
  readonly out: string;
  /** Scans that are finished are done again. */
  readonly force?: boolean;
  /** Scans that a server computes at a time; left out: as many as it has instances. */
  readonly serverJobs?: number;
}

const sayNote = (note: Sentence) => void process.stderr.write(`note: ${note}\n`);
const sayError = (message: string) => void process.stderr.write(`error: ${message}\n`);

/** Segments one scan, finished before or not. */
export async function segmentOne(
  scan: PlannedScan,
  how: HowToSegment,
  signal?: AbortSignal,
): Promise<ScanOutcome> {
  try {
    const provenance = await provenanceOf(scan.path, how);
    const run = new JobQueue().add({
      run: (job) => segmentFile(scan, provenance, { ...how, onNote: sayNote }, job),
    });
    signal?.addEventListener('abort', () => run.cancel(), { once: true });
    const report = await run.done;
    how.say(reportLine(report));
    return { state: 'done', scan, report };
  } catch (error) {
    const { kind, message } = describeError(error);
    // The process that watches this one says that it was cancelled.
    if (kind !== 'cancelled') sayError(message);
    return { state: 'failed', scan, kind, message };
  }
}

/** Segments many, each with its line when it ends; the outcomes are in the order of the plan. */
export async function segmentBatch(
  plan: readonly PlannedScan[],
  { out, force = false, serverJobs }: BatchRequest,
  how: HowToSegment,
): Promise<ScanOutcome[]> {
  const outcomes = new Map<PlannedScan, ScanOutcome>();
  const summary = new SummaryWriter(out, () => summaryRows(plan, outcomes));
  const stop = new AbortController();
  whenToldToStop(() => stop.abort());
  const onOutcome = (outcome: ScanOutcome) => {
    outcomes.set(outcome.scan, outcome);
    if (outcome.state === 'failed') sayError(named(outcome));
    else if ('report' in outcome)
      how.say(`${reportLine(outcome.report)}${outcome.state === 'kept' ? ', finished before' : ''}`);
    summary.changed();
  };
  const slots = how.server ? (serverJobs ?? (await instancesOn(how.server, how))) : 1;
  const past = workerPast();
  await runBatch(plan, {
    ...how,
    queue: new JobQueue({ lanes: [laneOf(slots)], availableBytes }),
    segment: (scan, provenance, job) =>
      segmentFile(scan, provenance, { ...how, onNote: sayNote, onNetwork }, job),
    keepSince: force ? (past?.startedMs ?? Infinity) : -Infinity,
    deadly: new Set(past?.crashed),
    onOutcome,
    signal: stop.signal,
  });
  await summary.finish();
  const rows = summaryRows(plan, outcomes);
  const { done, kept, failed } = countStates(rows);
  const finished = `${done + kept} of ${plan.length} scans are finished`;
  if (stop.signal.aborted) {
    tellSupervisor({
      kind: 'stopped',
      said: `cancelled; ${finished}. The same command goes on with the others.`,
    });
    await new Promise(() => undefined);
  }
  how.say(`${finished}, ${kept} of them before; ${failed} failed. ${out}/volscope_summary.csv lists all.`);
  return plan.flatMap((scan) => outcomes.get(scan) ?? []);
}

/** Of a server that does not answer each scan tells. */
async function instancesOn(server: TritonRunner, { model }: HowToSegment): Promise<number> {
  return server.instancesOf(servedName(model.manifest.id, 'int16')).catch(() => 1);
}

/** Most messages begin with the scan's name. */
function named({
  scan: { path },
  message,
}: {
  readonly scan: PlannedScan;
  readonly message: string;
}): string {
  return message.includes(basename(path)) ? message : `${path}: ${message}`;
}

/** Whoever watches this process knows which scan it dies of. */
function onNetwork(scan: string): void {
  tellSupervisor({ kind: 'network', scan });
}

function reportLine({ scan, mask, provider, seconds, network, refinement }: Report): string {
  const found =
    network.maskVoxels === 0 || mask.meanHu === null
      ? 'nothing found'
      : `${mask.ml.toFixed(1)} mL, mean ${mask.meanHu.toFixed(1)} HU`;
  const how = refinement ? `, snapped to edges (${refinement.strength})` : '';
  return `${scan}: ${found}${how} (${provider.device}, ${seconds.total.toFixed(2)} s)`;
}
