/** Entry of `npm run bench [-- names...] [--runs N]`. */
import { parseArgs } from 'node:util';
import { batchBenchmark } from './batch/benchmark.ts';
import { batchOnServerBenchmark } from './batch/serverBenchmark.ts';
import { packForGpu } from './gpu/pack.ts';
import { compareComponents } from './labels/components.ts';
import { editsBenchmark } from './labels/edits.ts';
import { measure, say, type Benchmark } from './lib/outcome.ts';
import { pipelineBenchmark } from './pipeline/benchmark.ts';
import { refineBenchmark } from './refine/benchmark.ts';
import { scalingBenchmark } from './scaling/benchmark.ts';
import { sizeBenchmark } from './size/benchmark.ts';
import { slidingBenchmark } from './sliding/benchmark.ts';
import { transportsBenchmark } from './transports/benchmark.ts';
import { webgpuBenchmark } from './webgpu/benchmark.ts';

/** What runs where no names are given. */
const measured: Readonly<Record<string, Benchmark>> = {
  pipeline: pipelineBenchmark,
  batch: batchBenchmark,
  components: compareComponents,
  edits: editsBenchmark,
  refine: refineBenchmark,
  size: sizeBenchmark,
  sliding: slidingBenchmark,
  webgpu: webgpuBenchmark,
};
/** What needs to be asked for: a package to take elsewhere, and what needs a Triton server. */
const benchmarks: Readonly<Record<string, Benchmark>> = {
  ...measured,
  'gpu-package': packForGpu,
  transports: transportsBenchmark,
  'batch-server': batchOnServerBenchmark,
  scaling: scalingBenchmark,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '5' } },
});
const runs = Number(values.runs);
const names = positionals.length > 0 ? positionals : Object.keys(measured);
const unknown = names.filter((name) => !Object.hasOwn(benchmarks, name));

if (unknown.length > 0 || !Number.isInteger(runs) || runs < 1) {
  say(`usage: npm run bench -- [${Object.keys(benchmarks).join('] [')}] [--runs N]`);
  process.exitCode = 2;
} else {
  for (const name of names) await measure(name, benchmarks[name], { runs });
}
