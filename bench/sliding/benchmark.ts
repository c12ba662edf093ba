import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { reportSchema } from '../../main/contract/report.ts';
import { importModel } from '../../main/models/testing/importModel.ts';
import { readNifti } from '../../main/volume/readNifti.ts';
import { say, type Benchmark } from '../lib/outcome.ts';
import { inCache, inRoot, scan } from '../lib/paths.ts';
import { spreadBy } from '../lib/statistics.ts';
import { seconds, timesFaster, wholeNumbers } from '../lib/table.ts';
import { watch, type Watched } from '../lib/watch.ts';
import { referencePython } from '../reference/environment.ts';

const stage = z.number();
const referenceSchema = z.object({
  seconds: z.object({ prepare: stage, network: stage, post: stage, save: stage, total: stage }),
  threads: z.number(),
  voxels: z.number(),
});

const MODEL = 'sliding-bench';
const home = inCache('bench', 'sliding');
const script = inRoot('bench', 'reference', 'monai_sliding.py');

/**
 * The model zoo's UNet (4.8 million random weights) by sliding window 96^3, overlap 0.5, on the CPU, by turns with MONAI: each
 * side a fresh process from file to saved labels. Throws where the labels disagree.
 */
export const slidingBenchmark: Benchmark = async ({ runs }) => {
  const python = await referencePython();
  const bundle = join(home, 'bundle');
  await watch(python, [script, 'make', inRoot('fixtures', 'bundles', 'random'), bundle]);
  await importModel(bundle, { bundled: inRoot('models'), home }, MODEL);

  const repeats: { ours: Ours; theirs: Theirs }[] = [];
  for (let n = 1; n <= runs; n++) {
    say(`sliding: ${n} of ${runs}`);
    const [ours, theirs] = [await runOurs(), await runTheirs(python, bundle)];
    if (Math.abs(ours.report.mask.voxels / theirs.result.voxels - 1) > 1e-3)
      throw new Error(`Volscope finds ${ours.report.mask.voxels} voxels, MONAI ${theirs.result.voxels}.`);
    repeats.push({ ours, theirs });
  }

  const both = (name: string, ours: (of: Ours) => number, theirs: (of: Theirs) => number) => {
    const [a, b] = [
      spreadBy(repeats, (each) => ours(each.ours)),
      spreadBy(repeats, (each) => theirs(each.theirs)),
    ];
    return [name, seconds(a), seconds(b), timesFaster(a, b)];
  };
  const rows = [
    both(
      'load, resample, network',
      ({ report }) => report.seconds.load + report.seconds.graph,
      ({ result }) => result.seconds.prepare + result.seconds.network,
    ),
    both(
      'labels on the scan’s grid',
      ({ report }) => report.seconds.post + report.seconds.restore,
      ({ result }) => result.seconds.post,
    ),
    both(
      'total (process start left out)',
      ({ report }) => report.seconds.total,
      ({ result }) => result.seconds.total,
    ),
    both(
      'the command as a whole',
      ({ watched }) => watched.wallSeconds,
      ({ watched }) => watched.wallSeconds,
    ),
    both(
      'its processor time',
      ({ watched }) => watched.cpuSeconds ?? NaN,
      ({ watched }) => watched.cpuSeconds ?? NaN,
    ),
  ];
  const peak = (side: 'ours' | 'theirs') => spreadBy(repeats, (each) => each[side].watched.peakMb ?? NaN);
  rows.push(['peak MB (all processes)', wholeNumbers(peak('ours')), wholeNumbers(peak('theirs')), '']);
  const { grid } = await readNifti(scan);
  return {
    tables: [
      {
        title: `Sliding window 96^3, overlap 0.5: ${basename(scan)}, ${grid.shapeIjk.join(' x ')}`,
        header: ['seconds: best (median, worst)', 'Volscope', 'MONAI', 'best against best'],
        rows,
      },
    ],
    notes: [
      `${runs} repeats, by turns, each a fresh process; ours makes its session within the first row, MONAI's loading of its model is not counted there.`,
      `Threads of MONAI: ${repeats[0].theirs.result.threads}. Voxels labelled: ours ${repeats[0].ours.report.mask.voxels}, MONAI ${repeats[0].theirs.result.voxels}.`,
    ],
    data: { scan: basename(scan), shapeIjk: grid.shapeIjk, repeats },
  };
};

type Ours = Awaited<ReturnType<typeof runOurs>>;
type Theirs = Awaited<ReturnType<typeof runTheirs>>;

async function runOurs(): Promise<{
  report: z.infer<typeof reportSchema>;
  watched: Omit<Watched, 'output'>;
}> {
  const command = [inRoot('dist', 'main', 'cli.mjs'), 'segment', scan, '--out', join(home, 'out')];
  const args = [...command, '--model', MODEL, '--provider', 'cpu', '--json'];
  const { output, ...watched } = await watch(process.execPath, args, { VOLSCOPE_HOME: home });
  return { report: reportSchema.parse(JSON.parse(output)), watched };
}

async function runTheirs(python: string, bundle: string) {
  const out = join(home, 'reference-out');
  const { output: _, ...watched } = await watch(python, [script, 'run', bundle, scan, out]);
  const text = await readFile(join(out, 'sliding.json'), 'utf8');
  return { result: referenceSchema.parse(JSON.parse(text)), watched };
}
