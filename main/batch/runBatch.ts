import { basename } from 'node:path';
import { describeError } from '../contract/errors.ts';
import type { Provenance, Report } from '../contract/report.ts';
import type { JobContext } from '../jobs/job.ts';
import type { JobQueue } from '../jobs/queue.ts';
import { peekHeader } from '../volume/peekHeader.ts';
import { expectedBytes } from './memory.ts';
import type { PlannedScan } from './plan.ts';
import { finishedReport, provenanceOf, type BatchSettings } from './provenance.ts';
import type { ScanOutcome } from './summary.ts';

export interface BatchOptions extends BatchSettings {
  readonly queue: JobQueue;
  readonly segment: (
    scan: PlannedScan,
    provenance: Provenance | undefined,
    job: JobContext,
  ) => Promise<Report>;
  /** Scans finished at this time or later are kept, others done again: -Infinity keeps all that are finished. */
  readonly keepSince: number;
  /** Paths of scans that this process died on before: they are not tried again. */
  readonly deadly: ReadonlySet<string>;
  /** Told of each scan as it ends. */
  readonly onOutcome: (outcome: ScanOutcome) => void;
  readonly signal: AbortSignal;
}

/** So many scans are looked at ahead of the queue: enough for it to choose from, few enough to start at once. */
const LOOK_AHEAD = 8;

/**
 * Takes scans through the queue: those finished before are kept, a bad one is an outcome like any other. Resolves when
 * each has one, or the signal is aborted and what was being written is.
 */
export async function runBatch(plan: readonly PlannedScan[], options: BatchOptions): Promise<void> {
  const underWay = new Set<Promise<void>>();
  options.signal.addEventListener('abort', () => cancelUnlessSaving(options.queue), { once: true });
  for (const scan of plan) {
    if (options.signal.aborted) break;
    const work = await begin(scan, options);
    if (!work) continue;
    const tracked: Promise<void> = work.done.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    while (underWay.size >= LOOK_AHEAD) await Promise.race(underWay);
  }
  await Promise.all(underWay);
}

/** Puts a scan into the queue; undefined where it has its outcome already. */
async function begin(scan: PlannedScan, options: BatchOptions): Promise<{ done: Promise<void> } | undefined> {
  const { queue, keepSince, onOutcome, model } = options;
  const provenance = await provenanceOf(scan.path, options);
  const report = provenance && (await finishedReport(scan, provenance, keepSince));
  if (report) {
    onOutcome({ state: 'kept', scan, report });
    return undefined;
  }
  if (options.deadly.has(scan.path)) {
    onOutcome({ state: 'failed', scan, kind: 'inference', message: deadlyMessage(scan.path) });
    return undefined;
  }
  const header = await peekHeader(scan.path);
  const { manifest } = model;
  const job = queue.add({
    name: scan.stem,
    modelId: manifest.id,
    memoryBytes: header ? expectedBytes(header, manifest.recipe) : 0,
    run: (context) => options.segment(scan, provenance, context),
  });
  const done = job.done.then(
    (result) => onOutcome({ state: 'done', scan, report: result }),
    (error: unknown) => {
      const { kind, message } = describeError(error);
      onOutcome({ state: kind === 'cancelled' ? 'cancelled' : 'failed', scan, kind, message });
    },
  );
  return { done };
}

function deadlyMessage(path: string): string {
  return `${basename(path)} ended the process that ran the network; try it alone with --provider cpu, or free some memory.`;
}

/** What is being written is let come to its end: it takes a moment, and the scan is finished then. */
function cancelUnlessSaving(queue: JobQueue): void {
  for (const { id, stage } of queue.jobs().reverse()) if (stage !== 'save') queue.cancel(id);
}
