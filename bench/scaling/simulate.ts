import { seeded, type Duration } from './random.ts';
import { Clock, Station } from './station.ts';

/** A place that segments scans for clients. */
export interface Site {
  readonly servers: number;
  /** Requests that a server computes at a time: GPUs, or instances that do not take from each other. */
  readonly instances: number;
  /** One request's time on an instance. */
  readonly service: Duration;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Of each server's network, in either direction; Infinity where server and client share a machine. */
  readonly bytesPerSecond: number;
  /** How the load balancer chooses: in turn, or the server with the fewest requests under way. */
  readonly balancing: 'roundRobin' | 'leastRequests';
}

/** Who asks: requests that come by chance, or clients that each ask again when they have dealt with the answer. */
export type Demand =
  | { readonly kind: 'open'; readonly requestsPerSecond: number }
  | { readonly kind: 'closed'; readonly clients: number; readonly ownWork: Duration };

export interface Prediction {
  readonly scansPerHour: number;
  /** From asking to having the answer, in seconds. */
  readonly latency: { readonly mean: number; readonly p50: number; readonly p95: number };
  /** Share of the time that is used, over all servers. */
  readonly busy: { readonly instances: number; readonly linkIn: number; readonly linkOut: number };
}

interface Server {
  readonly linkIn: Station;
  readonly instances: Station;
  readonly linkOut: Station;
  underWay: number;
}

/**
 * Plays requests through a site event by event: up the server's link, in line for an instance, down the link. The first
 * tenth of the time is not counted, for it begins with an empty site.
 */
export function simulate(site: Site, demand: Demand, seconds: number, seed = 1): Prediction {
  const clock = new Clock();
  const random = seeded(seed);
  const servers = Array.from({ length: site.servers }, (): Server => ({
    linkIn: new Station(clock, 1),
    instances: new Station(clock, site.instances),
    linkOut: new Station(clock, 1),
    underWay: 0,
  }));
  const countFrom = seconds / 10;
  const latencies: number[] = [];
  let turn = 0;

  const request = (then: () => void) => {
    const asked = clock.now;
    const server = choose(servers, site.balancing, turn++);
    server.underWay++;
    server.linkIn.serve(site.bytesIn / site.bytesPerSecond, () =>
      server.instances.serve(site.service(random), () =>
        server.linkOut.serve(site.bytesOut / site.bytesPerSecond, () => {
          server.underWay--;
          if (clock.now >= countFrom) latencies.push(clock.now - asked);
          then();
        }),
      ),
    );
  };
  begin(demand, clock, random, request);
  clock.runUntil(seconds);

  const busy = (station: (server: Server) => Station, channels: number) =>
    servers.reduce((sum, server) => sum + station(server).busySeconds, 0) /
    (seconds * channels * site.servers);
  return {
    scansPerHour: (latencies.length / (seconds - countFrom)) * 3600,
    latency: spread(latencies),
    busy: {
      instances: busy((server) => server.instances, site.instances),
      linkIn: busy((server) => server.linkIn, 1),
      linkOut: busy((server) => server.linkOut, 1),
    },
  };
}

function begin(
  demand: Demand,
  clock: Clock,
  random: () => number,
  request: (then: () => void) => void,
): void {
  if (demand.kind === 'open') {
    const arrive = () => {
      request(() => undefined);
      clock.after(-Math.log(1 - random()) / demand.requestsPerSecond, arrive);
    };
    clock.after(0, arrive);
    return;
  }
  const { clients, ownWork } = demand;
  const cycle = () => clock.after(ownWork(random), () => request(cycle));
  for (let n = 0; n < clients; n++) cycle();
}

function choose(servers: readonly Server[], balancing: Site['balancing'], turn: number): Server {
  const next = servers[turn % servers.length];
  if (balancing === 'roundRobin') return next;
  return servers.reduce((best, server) => (server.underWay < best.underWay ? server : best), next);
}

function spread(values: readonly number[]): Prediction['latency'] {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  return { mean: sorted.reduce((a, b) => a + b, 0) / sorted.length, p50: at(0.5), p95: at(0.95) };
}
