import { machine } from '../lib/machine.ts';
import { say } from '../lib/outcome.ts';
import { inCache, inRoot, scan } from '../lib/paths.ts';
import type { SegmentedFile } from '../lib/segmentFile.ts';
import { segmentInProcess } from '../lib/segmentInProcess.ts';
import { watch, type Watched } from '../lib/watch.ts';
import { bareInflateSeconds, gunzipSeconds } from './inflate.ts';
import { runReference, type Reference, type ReferenceResult } from './reference.ts';

/** Everything that one repeat measures, in this order. */
export interface Repeat {
  /** Load average of the last minute: what else the machine was doing. */
  readonly load: number;
  readonly bareInflate: number;
  readonly gunzip?: number;
  /** In a fresh process: its first scan and two more. */
  readonly ours: readonly SegmentedFile[];
  /** The first scan of a fresh process, which was warmed up as the app is while the user looks at the scan. */
  readonly warmed: SegmentedFile;
  /** In a fresh process: the better of two scans. */
  readonly theirs?: ReferenceResult;
  /** `volscope segment` as a whole. */
  readonly ourCommand: Watched;
  /** The reference as a whole, for one scan. */
  readonly theirCommand?: ReferenceResult & { readonly watched: Watched };
}

/** The two sides by turns, so that a busy spell of the machine meets both. */
export async function measureRepeats(runs: number, reference?: Reference): Promise<Repeat[]> {
  const out = inCache('bench', 'out');
  const app = inCache('bench', 'app');
  const ours = async (times: number, warmed = false) =>
    (await segmentInProcess({ scan, runs: times, warmed })).results;
  // The fused graph is made once per installed model; here, before the clock runs.
  await ours(1);

  const repeats: Repeat[] = [];
  for (let n = 1; n <= runs; n++) {
    say(`pipeline: ${n} of ${runs}`);
    const command = [inRoot('dist', 'main', 'cli.mjs'), 'segment', scan, '--out', out, '--provider', 'cpu'];
    repeats.push({
      load: machine().load[0],
      bareInflate: await bareInflateSeconds(scan),
      gunzip: await gunzipSeconds(scan),
      ours: await ours(3),
      warmed: (await ours(1, true))[0],
      theirs: reference && (await runReference(reference, scan, 2)),
      ourCommand: await watch(process.execPath, command, { VOLSCOPE_HOME: app }),
      theirCommand: reference && (await runReference(reference, scan, 1)),
    });
  }
  return repeats;
}
