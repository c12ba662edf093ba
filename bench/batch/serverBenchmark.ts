import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { installQuickModel } from '../../main/batch/quickModel.ts';
import { startTriton } from '../../main/inference/triton/testing.ts';
import { findModel } from '../../main/models/index.ts';
import { exportTriton } from '../../main/triton/exportRepository.ts';
import { say, type Benchmark } from '../lib/outcome.ts';
import { inCache, inRoot, scan } from '../lib/paths.ts';
import { spreadOf } from '../lib/statistics.ts';
import { digits, timesFaster } from '../lib/table.ts';
import { watch } from '../lib/watch.ts';
import { copiesOf } from './copies.ts';

const COUNT = 8;
/** On one core the network takes a quarter of a second on this grid, as long as the reference's does on its GPU. */
const GRID_SIDE = 128;

/** What a batch gains whose network runs on a server: the next scan is loaded and the last one saved meanwhile. */
export const batchOnServerBenchmark: Benchmark = async ({ runs }) => {
  const [home, repository] = [inCache('bench', 'server-home'), inCache('bench', 'server-models')];
  installQuickModel(home, GRID_SIDE);
  const model = await findModel({ bundled: inRoot('models'), home }, 'quick');
  // One core for the network, one for the files: where the server has a GPU the client has all of its cores.
  const how = { backend: 'python', instances: 1, threads: 1, referenceName: 'quick_seg' } as const;
  await exportTriton(model, { repository, ...how });
  const server = await startTriton({ repository, models: ['quick'] });
  const segment = (scans: readonly string[], ...options: readonly string[]) =>
    watch(
      process.execPath,
      [
        ...[
          inRoot('dist', 'main', 'cli.mjs'),
          'segment',
          ...scans,
          '--out',
          inCache('bench', 'out'),
          '--force',
        ],
        ...['--model', 'quick', '--server', server.http, ...options],
      ],
      { VOLSCOPE_HOME: home },
    );
  const oneByOne = async (scans: readonly string[]) => {
    for (const path of scans) await segment([path]);
  };
  const ways = [
    ['one batch', segment],
    ['one batch, two requests at a time', (scans: readonly string[]) => segment(scans, '--server-jobs', '2')],
    ['a command for each', oneByOne],
  ] as const;
  try {
    const scans = await copiesOf(scan, COUNT);
    for (const [, way] of ways) await way(scans.slice(0, 1));
    const measured = ways.map(([name, way]) => ({ name, way, seconds: [] as number[] }));
    for (let run = 1; run <= runs; run++)
      for (const { name, way, seconds } of measured) {
        say(`batch on a server: ${name}, ${run} of ${runs}`);
        const started = performance.now();
        await way(scans);
        seconds.push((performance.now() - started) / 1000 / COUNT);
      }
    const slowest = spreadOf(measured[measured.length - 1].seconds);
    return {
      tables: [
        {
          title: `${COUNT} scans (${basename(scan)}), the network on a Triton server on this machine, seconds a scan`,
          header: ['', 'best', 'median', 'worst', 'faster than one by one'],
          rows: measured.map(({ name, seconds }) => {
            const spread = spreadOf(seconds);
            const cells = [spread.min, spread.median, spread.max].map(digits);
            return [name, ...cells, timesFaster(spread, slowest)];
          }),
        },
      ],
      notes: [
        `n=${runs}, by turns; file to mask, contour and report, the start of the processes included.`,
        `The network's grid is ${GRID_SIDE}^3, on one core.`,
      ],
      data: Object.fromEntries(measured.map(({ name, seconds }) => [name, seconds])),
    };
  } finally {
    await server.kill();
    await rm(repository, { recursive: true, force: true });
  }
};
