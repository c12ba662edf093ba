import { describe, expect, test } from 'vitest';
import { constant, exponential, measured, type Duration } from './random.ts';
import { simulate, type Site } from './simulate.ts';

const site = (of: Partial<Site> = {}): Site => ({
  ...{ servers: 1, instances: 1, service: exponential(1), bytesIn: 0, bytesOut: 0 },
  ...{ bytesPerSecond: Infinity, balancing: 'leastRequests' },
  ...of,
});
const open = (requestsPerSecond: number) => ({ kind: 'open', requestsPerSecond }) as const;
const closed = (clients: number, ownWork: Duration) => ({ kind: 'closed', clients, ownWork }) as const;
const LONG = 400_000;

describe('the simulation against what queueing theory knows', () => {
  test.each([0.3, 0.6, 0.8])('M/M/1 at load %f: 1 / (mu - lambda) in the system', (load) => {
    const { latency, busy } = simulate(site(), open(load), LONG);
    expect(latency.mean * (1 - load)).toBeCloseTo(1, 1);
    expect(busy.instances).toBeCloseTo(load, 2);
  });

  test('M/D/1: half the waiting of M/M/1 (Pollaczek and Khinchine)', () => {
    const { latency } = simulate(site({ service: constant(1) }), open(0.8), LONG);
    expect(latency.mean).toBeCloseTo(1 + 0.8 / (2 * 0.2), 1);
  });

  test('M/M/2: Erlang C', () => {
    const { latency } = simulate(site({ instances: 2 }), open(1.4), LONG);
    // 1 / (1 - rho^2) times the service, for two channels at rho = 0.7.
    expect(latency.mean).toBeCloseTo(1 / (1 - 0.49), 1);
  });

  test.each([1, 2, 3, 8])('%i clients in a closed loop: min(N / (Z + S), c / S)', (clients) => {
    const { scansPerHour } = simulate(
      site({ instances: 2, service: constant(1) }),
      closed(clients, constant(0.5)),
      9000,
    );
    expect(scansPerHour / 3600).toBeCloseTo(Math.min(clients / 1.5, 2), 2);
  });
});

test('a link that is full sets the pace, whatever the GPUs', () => {
  const slow = site({
    instances: 8,
    service: constant(0.01),
    bytesIn: 50e6,
    bytesOut: 25e6,
    bytesPerSecond: 100e6,
  });
  const { scansPerHour, busy } = simulate(slow, closed(20, constant(0)), 900);
  expect(scansPerHour / 3600).toBeCloseTo(2, 1);
  expect([busy.linkIn, busy.linkOut].map((share) => share.toFixed(1))).toEqual(['1.0', '0.5']);
});

test('a balancer that looks at requests under way waits less than one that goes in turn', () => {
  const at = (balancing: Site['balancing']) =>
    simulate(site({ servers: 4, balancing }), open(3.2), 20_000).latency.mean;
  expect(at('leastRequests')).toBeLessThan(0.8 * at('roundRobin'));
});

test('the same seed gives the same, another seed nearly the same', () => {
  const run = (seed: number) => simulate(site({ service: measured([0.5, 1, 2]) }), open(0.5), 50_000, seed);
  expect(run(1)).toEqual(run(1));
  expect(run(2).latency.mean).not.toBe(run(1).latency.mean);
  expect(run(2).latency.mean / run(1).latency.mean).toBeCloseTo(1, 1);
});
