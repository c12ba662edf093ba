import type { Benchmark } from '../lib/outcome.ts';
import { digits } from '../lib/table.ts';
import { constant, exponential } from './random.ts';
import { simulate, type Prediction, type Site } from './simulate.ts';

/** The 512 x 512 x 102 scan's crop as int16 with its matrices, and the logits as float32 that come back. */
const BYTES_IN = 39.6e6;
const BYTES_OUT = 224 ** 3 * 4;
const GIGABIT = 125e6;
const HOUR = 3600;

/** Seconds that a request holds a GPU: RTX 8000 as published for the reference (transforms on it), and guesses beside it. */
const services = [0.05, 0.1, 0.252, 0.9] as const;
const networks = [
  ['same machine', Infinity],
  ['10 Gbit/s', 10 * GIGABIT],
  ['1 Gbit/s', GIGABIT],
] as const;
const sites = [
  ['1 GPU', 1, 1],
  ['2 GPUs', 1, 2],
  ['8 GPUs', 1, 8],
  ['4 servers of 2', 4, 2],
] as const;

const site = (servers: number, instances: number, seconds: number, bytesPerSecond: number): Site => ({
  ...{ servers, instances, service: constant(seconds), bytesPerSecond },
  ...{ bytesIn: BYTES_IN, bytesOut: BYTES_OUT, balancing: 'leastRequests' },
});

/** More clients than anything can serve: what is left is the site's own limit. */
const saturated = (of: Site) => simulate(of, { kind: 'closed', clients: 64, ownWork: constant(0.5) }, HOUR);

const limit = ({ busy }: Prediction) =>
  busy.instances > 0.95 ? 'GPU' : Math.max(busy.linkIn, busy.linkOut) > 0.95 ? 'network' : 'clients';

/** Scans an hour for several sizes of site, from the time that a request holds a GPU; what sets the limit. */
export const scalingBenchmark: Benchmark = async () => {
  const throughput = services.flatMap((seconds) =>
    networks.map(([network, bytesPerSecond]) => [
      `${digits(seconds)} s, ${network}`,
      ...sites.map(([, servers, instances]) => {
        const found = saturated(site(servers, instances, seconds, bytesPerSecond));
        return `${Math.round(found.scansPerHour / 100) * 100} ${limit(found)}`;
      }),
    ]),
  );
  const waiting = [0.5, 0.7, 0.9].map((load) => [
    `${load * 100} % busy`,
    ...([1, 2, 8] as const).map((instances) => {
      const requestsPerSecond = (load * instances) / 0.252;
      const { latency } = simulate(
        { ...site(1, instances, 0.252, Infinity), service: exponential(0.252) },
        { kind: 'open', requestsPerSecond },
        24 * HOUR,
      );
      return `${digits(latency.p50)} (${digits(latency.p95)})`;
    }),
  ]);
  return {
    tables: [
      {
        title: 'Scans an hour at most, and what sets the limit (simulated, 64 clients)',
        header: ['a request holds the GPU', ...sites.map(([name]) => name)],
        rows: throughput,
      },
      {
        title:
          'Seconds from asking to the answer: median (95th percentile), requests by chance, 0.252 s a request',
        header: ['', '1 GPU', '2 GPUs', '8 GPUs'],
        rows: waiting,
      },
    ],
    notes: [
      `${(BYTES_IN / 1e6).toFixed(1)} MB go to the server and ${(BYTES_OUT / 1e6).toFixed(1)} MB come back.`,
    ],
    data: { throughput, waiting },
  };
};
