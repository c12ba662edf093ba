import { basename } from 'node:path';
import { say, type Benchmark } from '../lib/outcome.ts';
import { inBuild, inCache, inRoot, scan } from '../lib/paths.ts';
import { spreadOf } from '../lib/statistics.ts';
import { digits, timesFaster, wholeNumbers } from '../lib/table.ts';
import { watch, type Watched } from '../lib/watch.ts';
import { copiesOf } from './copies.ts';

const COUNT = 8;
const sample = inRoot('samples', 'cptac-pda_C3N-00249_ct_small.nii.gz');
const cli = inRoot('dist', 'main', 'cli.mjs');
const env = { VOLSCOPE_HOME: inCache('bench', 'batch-home') };

/** A way to segment some scans: gives what it took, in processes of its own. */
type Way = (scans: readonly string[]) => Promise<Watched[]>;

const segment = (scans: readonly string[]) =>
  watch(
    process.execPath,
    [cli, 'segment', ...scans, '--out', inCache('bench', 'out'), '--provider', 'cpu', '--force'],
    env,
  );

const ways: readonly (readonly [string, Way])[] = [
  ['one batch', async (scans) => [await segment(scans)]],
  [
    'one after the other in one process',
    async ([first, ...others]) => [
      await watch(process.execPath, [
        ...[inBuild('segmentProcess'), 'cpu', String(1 + others.length), first, inCache('bench', 'out')],
      ]),
    ],
  ],
  [
    'a process for each',
    async (scans) => {
      const each: Watched[] = [];
      for (const path of scans) each.push(await segment([path]));
      return each;
    },
  ],
];

/** Scans an hour as a batch against one by one, file to files, processes' starts included. */
export const batchBenchmark: Benchmark = async ({ runs }) => {
  const sources = [...new Set([sample, scan])];
  const rows: string[][] = [];
  const data: Record<string, unknown> = {};
  for (const source of sources) {
    const scans = await copiesOf(source, COUNT);
    // Graphs are made and providers tried once in the life of an installation.
    for (const [, way] of ways) await way(scans.slice(0, 1));
    const measured = ways.map(([name, way]) => ({
      name,
      way,
      seconds: [] as number[],
      peakMb: [] as number[],
    }));
    for (let run = 1; run <= runs; run++)
      for (const { name, way, seconds, peakMb } of measured) {
        say(`batch: ${basename(source)}, ${name}, ${run} of ${runs}`);
        const watched = await way(scans);
        seconds.push(watched.reduce((sum, { wallSeconds }) => sum + wallSeconds, 0) / COUNT);
        peakMb.push(Math.max(...watched.map((w) => w.peakMb ?? 0)));
      }
    const ours = spreadOf(measured[0].seconds);
    for (const { name, seconds, peakMb } of measured) {
      const spread = spreadOf(seconds);
      const cells = [digits(spread.min), digits(spread.median), (3600 / spread.min).toFixed(0)];
      const label = `${source === sample ? 'sample' : 'large'}: ${name}`;
      rows.push([label, ...cells, timesFaster(ours, spread), wholeNumbers(spreadOf(peakMb))]);
    }
    data[basename(source)] = measured.map(({ name, seconds, peakMb }) => ({ name, seconds, peakMb }));
  }
  return {
    tables: [
      {
        title: `${COUNT} scans on the CPU, seconds a scan (n=${runs}, by turns)`,
        header: ['', 'best', 'median', 'scans an hour', 'batch is faster', 'peak MB'],
        rows,
      },
    ],
    notes: ['File to mask, contour and report, the start of the processes included.'],
    data,
  };
};
