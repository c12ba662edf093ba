import { join } from 'node:path';
import type { ErrorKind } from '../contract/errors.ts';
import type { Report } from '../contract/report.ts';
import { writeFileAtomically } from '../volume/atomicFile.ts';
import type { PlannedScan } from './plan.ts';

/** What became of one scan. `kept`: it was finished before and was left as it is. */
export type ScanOutcome =
  | { readonly state: 'done' | 'kept'; readonly scan: PlannedScan; readonly report: Report }
  | {
      readonly state: 'failed' | 'cancelled';
      readonly scan: PlannedScan;
      readonly kind: ErrorKind | 'defect';
      readonly message: string;
    };

export const SUMMARY_NAMES = { csv: 'volscope_summary.csv', json: 'volscope_summary.json' } as const;

/** A row of the summary: numbers are null where there is no mask. */
interface Row {
  readonly scan: string;
  readonly state: ScanOutcome['state'] | 'waiting';
  readonly volumeMl: number | null;
  readonly meanHu: number | null;
  readonly sdHu: number | null;
  readonly voxels: number | null;
  readonly model: string;
  readonly processor: string;
  readonly seconds: number | null;
  readonly message: string;
}

/** One row a scan, in the order of the plan; scans that nothing has become of yet are waiting. */
export function summaryRows(
  plan: readonly PlannedScan[],
  outcomes: ReadonlyMap<PlannedScan, ScanOutcome>,
): Row[] {
  return plan.map((scan) => {
    const outcome = outcomes.get(scan);
    const report = outcome && 'report' in outcome ? outcome.report : undefined;
    return {
      scan: scan.path,
      state: outcome?.state ?? 'waiting',
      volumeMl: report?.mask.ml ?? null,
      meanHu: report?.mask.meanHu ?? null,
      sdHu: report?.mask.sdHu ?? null,
      voxels: report?.mask.voxels ?? null,
      model: report?.model.id ?? '',
      processor: report?.provider.device ?? '',
      seconds: report?.seconds.total ?? null,
      message: outcome && 'message' in outcome ? outcome.message : (report?.notes.join(' ') ?? ''),
    };
  });
}

/** A table as CSV (RFC 4180): a header, CRLF, quotes where a field needs them. */
export function toCsv(rows: readonly Row[]): string {
  const header = [
    ...['scan', 'state', 'volume_ml', 'mean_hu', 'sd_hu', 'voxels', 'model', 'processor', 'seconds'],
    'message',
  ];
  const cells = rows.map((row) => [
    ...[row.scan, row.state, row.volumeMl, row.meanHu, row.sdHu, row.voxels, row.model, row.processor],
    ...[row.seconds, row.message],
  ]);
  return [header, ...cells].map((line) => `${line.map(csvField).join(',')}\r\n`).join('');
}

function csvField(value: string | number | null): string {
  const field = value === null ? '' : String(value);
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** Counts of a batch, as its last line and its JSON tell them. */
export function countStates(rows: readonly { readonly state: Row['state'] }[]): Record<Row['state'], number> {
  const counts = { done: 0, kept: 0, failed: 0, cancelled: 0, waiting: 0 };
  for (const { state } of rows) counts[state]++;
  return counts;
}

/** At most so often are the files written while scans end. */
const INTERVAL_MS = 1000;

/**
 * Keeps volscope_summary.csv and .json in a folder up to date while a batch runs: each whole at any moment, written once a
 * second at most, for every writing lists all scans.
 */
export class SummaryWriter {
  private readonly out: string;
  private readonly rows: () => Row[];
  private writing: Promise<void> = Promise.resolve();
  private lastMs = -Infinity;

  constructor(out: string, rows: () => Row[]) {
    this.out = out;
    this.rows = rows;
  }

  /** Something has changed. What goes wrong with the files is said at the end. */
  changed(): void {
    const now = performance.now();
    if (now - this.lastMs < INTERVAL_MS) return;
    this.lastMs = now;
    void this.finish().catch(() => undefined);
  }

  /** Writes both files as things stand. Throws VolscopeError('output'). */
  finish(): Promise<void> {
    this.writing = this.writing.catch(() => undefined).then(() => this.write());
    return this.writing;
  }

  private async write(): Promise<void> {
    const rows = this.rows();
    const json = `${JSON.stringify({ counts: countStates(rows), scans: rows }, null, 2)}\n`;
    await writeFileAtomically(join(this.out, SUMMARY_NAMES.csv), Buffer.from(toCsv(rows)));
    await writeFileAtomically(join(this.out, SUMMARY_NAMES.json), Buffer.from(json));
  }
}
