import { mkdir, writeFile } from 'node:fs/promises';
import { readNifti } from '../../main/volume/readNifti.ts';
import { say, type Benchmark } from '../lib/outcome.ts';
import { inCache, inOut, scan } from '../lib/paths.ts';
import { plotSvg } from '../lib/plot.ts';
import type { StageSeconds } from '../lib/segmentFile.ts';
import { segmentInProcess } from '../lib/segmentInProcess.ts';
import { leastSquares, spreadBy, spreadOf, type Line } from '../lib/statistics.ts';
import { digits, seconds, wholeNumbers } from '../lib/table.ts';
import { tileScan } from './tileScan.ts';

const sizes = [60, 120, 250, 500, 750, 1000];
/** Below this share of explained variance the time is not called linear. */
const LINEAR_R_SQUARED = 0.98;

interface Measured {
  readonly slices: number;
  readonly seconds: StageSeconds[];
  readonly peakMb: number[];
}

/** All stages but the session's creation and the graph's run. */
const outsideNetwork = (s: StageSeconds) => s.load + s.post + s.restore + s.save;

/** Time and memory from 60 to 1000 slices, each size in a fresh process; a plot, and how well a line fits. */
export const sizeBenchmark: Benchmark = async ({ runs }) => {
  const measured = await measureSizes(runs);
  const slices = measured.map((size) => size.slices);
  const best = (of: (s: StageSeconds) => number) => measured.map((size) => spreadBy(size.seconds, of).min);
  const outside = best(outsideNetwork);
  const line = leastSquares(slices, outside);
  const memory = leastSquares(
    slices,
    measured.map(({ peakMb }) => spreadOf(peakMb).min),
  );
  await writePlot(measured, line);

  const stages = ['load', 'graph', 'post', 'restore', 'save'] as const;
  const rows = measured.map((size) => [
    String(size.slices),
    ...stages.map((stage) => digits(spreadBy(size.seconds, (s) => s[stage]).min)),
    seconds(spreadBy(size.seconds, outsideNetwork)),
    wholeNumbers(spreadOf(size.peakMb)),
  ]);
  const verdict = line.rSquared >= LINEAR_R_SQUARED ? 'Linear' : 'Not linear';
  return {
    tables: [
      {
        title: 'Time against scan size (512 x 512 slices)',
        header: ['slices', ...stages, 'outside the network', 'peak MB'],
        rows,
      },
    ],
    notes: [
      `${runs} runs a size, by turns, each in a fresh process: best, with (median, worst) in the last columns.`,
      `${verdict} outside of the network: ${digits(line.intercept)} s + ${digits(line.slope * 1000)} ms a slice, R² ${line.rSquared.toFixed(4)}. ` +
        `Memory: ${digits(memory.intercept)} MB + ${digits(memory.slope)} MB a slice.`,
    ],
    data: { sizes: measured, line, memory },
  };
};

async function measureSizes(runs: number): Promise<Measured[]> {
  const measured: Measured[] = sizes.map((slices) => ({ slices, seconds: [], peakMb: [] }));
  const source = await readNifti(scan);
  const path = (slices: number) => inCache('bench', `tiled-${source.grid.shapeIjk[2]}-${slices}.nii.gz`);
  for (const slices of sizes) {
    say(`size: making ${slices} slices`);
    await tileScan(source, slices, path(slices));
  }
  for (let run = 1; run <= runs; run++)
    for (const size of measured) {
      say(`size: ${size.slices} slices, ${run} of ${runs}`);
      const { results, watched } = await segmentInProcess({ scan: path(size.slices), runs: 1 });
      size.seconds.push(results[0].seconds);
      if (watched.peakMb) size.peakMb.push(watched.peakMb);
    }
  return measured;
}

async function writePlot(measured: readonly Measured[], line: Line): Promise<void> {
  const points = (of: (s: StageSeconds) => number) =>
    measured.map((size) => [size.slices, spreadBy(size.seconds, of).min] as const);
  const svg = plotSvg({
    title: 'Time against scan size',
    xLabel: 'slices of 512 x 512',
    yLabel: 'seconds, best',
    series: [
      {
        name: `outside the network (R² ${line.rSquared.toFixed(3)})`,
        colour: '#0b62c4',
        points: points(outsideNetwork),
        line,
      },
      { name: 'of it: load', colour: '#2a9d3a', points: points((s) => s.load) },
      { name: 'graph run', colour: '#c4540b', points: points((s) => s.graph) },
    ],
  });
  await mkdir(inOut(), { recursive: true });
  await writeFile(inOut('size.svg'), svg);
}
