import { spreadBy, type Spread } from '../lib/statistics.ts';
import type { StageSeconds } from '../lib/segmentFile.ts';
import { seconds, timesFaster, wholeNumbers, type Table } from '../lib/table.ts';
import type { Repeat } from './measure.ts';
import type { ReferenceSeconds } from './reference.ts';

type Ours = StageSeconds;
type Theirs = ReferenceSeconds;

interface Row {
  readonly name: string;
  readonly ours: (run: Ours) => number;
  /** Undefined where the reference has no such stage. */
  readonly theirs?: (run: Theirs) => number;
}

const exceptGraph = (s: Ours) => s.load + s.post + s.restore + s.save;

const rows: readonly Row[] = [
  { name: 'load', ours: (s) => s.load, theirs: (s) => s.load },
  { name: 'session (graph loaded)', ours: (s) => s.session },
  { name: 'graph (pre + network)', ours: (s) => s.graph, theirs: (s) => s.pre + s.network },
  { name: 'post + contour', ours: (s) => s.post, theirs: (s) => s.post + s.contour },
  { name: 'restore', ours: (s) => s.restore, theirs: (s) => s.restore },
  { name: 'save', ours: (s) => s.save, theirs: (s) => s.save },
  { name: 'all but the graph', ours: exceptGraph, theirs: (s) => s.total - s.pre - s.network },
  { name: 'total', ours: (s) => s.session + s.graph + exceptGraph(s), theirs: (s) => s.total },
];

const SECONDS = 'seconds: best (median, worst)';

/** Stages of the first scan of the command line, of the app, and of later ones, beside the reference: ratios are best against best. */
export function stageTable(repeats: readonly Repeat[], title: string): Table {
  const first = repeats.map(({ ours }) => ours[0].seconds);
  const warmed = repeats.map((repeat) => repeat.warmed.seconds);
  const next = repeats.flatMap(({ ours }) => ours.slice(1).map((run) => run.seconds));
  const monai = repeats.flatMap((repeat) =>
    [repeat.theirs, repeat.theirCommand].flatMap((result) => result?.seconds ?? []),
  );
  const compared = monai.length > 0;
  const own = [first, warmed, next];
  const columns = ['first scan', 'first in the app', 'next scans'].map(
    (name, n) => `${name}, n=${own[n].length}`,
  );
  return {
    title,
    header: [
      SECONDS,
      ...columns,
      ...(compared ? [`MONAI, n=${monai.length}`, 'first', 'in the app', 'next'] : []),
    ],
    rows: rows.map(({ name, ours, theirs }) => {
      const spreads = own.map((runs) => spreadBy(runs, ours));
      const cells = [name, ...spreads.map(seconds)];
      if (!compared || !theirs) return cells;
      const other = spreadBy(monai, theirs);
      return [...cells, seconds(other), ...spreads.map((spread) => timesFaster(spread, other))];
    }),
  };
}

/** The whole commands: wall clock and processor time with process start, and peak memory. */
export function commandTable(repeats: readonly Repeat[]): Table {
  const ours = repeats.map(({ ourCommand }) => ourCommand);
  const theirs = repeats.flatMap(({ theirCommand }) => theirCommand?.watched ?? []);
  const row = (name: string, of: (run: (typeof ours)[number]) => number | undefined, show: Show) => {
    const own = spreadOfKnown(ours, of);
    const other = spreadOfKnown(theirs, of);
    const ratio = own && other ? [(own.min / other.min).toFixed(2)] : [''];
    return [name, own ? show(own) : '-', other ? show(other) : '-', ...ratio];
  };
  return {
    title: 'The whole command, process start included',
    header: ['best (median, worst)', 'volscope segment', 'MONAI', 'share'],
    rows: [
      row('seconds', (run) => run.wallSeconds, seconds),
      row('processor seconds', (run) => run.cpuSeconds, seconds),
      row('peak memory, MB', (run) => run.peakMb, wholeNumbers),
    ],
  };
}

/** Loading a scan against nothing but inflating its file. */
export function inflateTable(repeats: readonly Repeat[]): Table {
  const bare = spreadBy(repeats, (run) => run.bareInflate);
  const gunzip = spreadOfKnown(repeats, (run) => run.gunzip);
  const share = (spread: Spread) => [seconds(spread), (spread.min / bare.min).toFixed(2)];
  const next = repeats.flatMap(({ ours }) => ours.slice(1));
  return {
    title: 'Loading against a bare inflate of the file',
    header: [SECONDS, 'seconds', 'share of zlib'],
    rows: [
      ["zlib in one go (Node's gunzipSync)", ...share(bare)],
      ...(gunzip ? [['gunzip -c > /dev/null', ...share(gunzip)]] : []),
      ['load, first scan', ...share(spreadBy(repeats, ({ ours }) => ours[0].seconds.load))],
      ['load, next scans', ...share(spreadBy(next, (run) => run.seconds.load))],
    ],
  };
}

type Show = (spread: Spread) => string;

function spreadOfKnown<T>(runs: readonly T[], value: (run: T) => number | undefined): Spread | undefined {
  const known = runs.flatMap((run) => value(run) ?? []);
  return known.length > 0 ? spreadBy(known, (x) => x) : undefined;
}
