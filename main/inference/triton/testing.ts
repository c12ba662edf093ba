import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readdir, readFile, rm } from 'node:fs/promises';

const START_MS = 60_000;

export interface TritonServer {
  readonly http: string;
  readonly grpc: string;
  /** Where it counts requests. */
  readonly metrics: string;
  readonly pid: number;
  /** What it has printed. */
  log(): string;
  /** Ends it, and its models' processes, at once. */
  kill(): Promise<void>;
  /** Lets it end by itself. */
  stop(): Promise<void>;
}

export interface TritonOptions {
  readonly repository: string;
  readonly models: readonly string[];
  /** As those of a server that ran before, so that clients find it again. */
  readonly ports?: readonly [http: number, grpc: number];
  /**
   * What each model's process begins with to pass tensors: it grows by itself, but not reliably (server 2.51: a process that grew
   * by hundreds of MB at once has crashed).
   */
  readonly tensorBytes?: number;
  /** Models may fail to load; the server is up then, but not ready. */
  readonly mayFail?: boolean;
}

/** Starts a real Triton server (scripts/lib/triton.mjs) in a process group of its own and waits until it is up. */
export async function startTriton({
  repository,
  models,
  ports,
  tensorBytes = 2 ** 26,
  mayFail = false,
}: TritonOptions): Promise<TritonServer> {
  const venv = process.env['VOLSCOPE_TEST_TRITON'];
  if (!venv) throw new Error('There is no Triton server here: run the tests by "npm run test:triton".');
  const [python] = readdirSync(join(venv, 'lib'));
  const home = join(venv, 'lib', python, 'site-packages', 'pytriton', 'tritonserver');
  const [httpPort, grpcPort] = ports ?? [await freePort(), await freePort()];
  const metricsPort = await freePort();
  const child = spawn(
    join(home, 'bin', 'tritonserver'),
    [
      ...[`--model-repository=${repository}`, `--backend-directory=${join(home, 'backends')}`],
      ...['--model-control-mode=explicit', '--disable-auto-complete-config', '--strict-readiness=true'],
      ...(mayFail ? ['--exit-on-error=false'] : []),
      ...models.map((model) => `--load-model=${model}`),
      ...['--http-address=127.0.0.1', `--http-port=${httpPort}`],
      ...['--grpc-address=127.0.0.1', `--grpc-port=${grpcPort}`],
      ...['--metrics-address=127.0.0.1', `--metrics-port=${metricsPort}`],
      ...['--allow-gpu-metrics=false', '--pinned-memory-pool-byte-size=0'],
      `--backend-config=python,shm-default-byte-size=${tensorBytes}`,
      ...['--exit-timeout-secs=60', `--backend-config=python,shm-region-prefix-name=${prefixOf(httpPort)}`],
    ],
    {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: `${join(venv, 'bin')}${delimiter}${process.env['PATH']}` },
    },
  );
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const { pid = 0 } = child;
  const http = `http://127.0.0.1:${httpPort}`;
  // A test that breaks must not leave a server behind.
  const killAtExit = () => killGroup(child);
  process.once('exit', killAtExit);
  child.once('exit', () => process.off('exit', killAtExit));
  try {
    await untilUp(child, http, mayFail ? 'live' : 'ready', () => log);
  } catch (error) {
    await end(child, 'SIGKILL', httpPort);
    throw error;
  }
  return {
    http,
    grpc: `grpc://127.0.0.1:${grpcPort}`,
    metrics: `http://127.0.0.1:${metricsPort}`,
    pid,
    log: () => log,
    kill: () => end(child, 'SIGKILL', httpPort),
    stop: () => end(child, 'SIGTERM', httpPort),
  };
}

/** Both ports of a server's URLs, to start another in its place. */
export function portsOf({ http, grpc }: TritonServer): [number, number] {
  return [Number(new URL(http).port), Number(new URL(grpc).port)];
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The resident memory of a process and of all that it has started, in MB. */
export async function memoryMb(pid: number): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  let pages = 0;
  for (const other of pids) {
    const stat = await readFile(`/proc/${other}/stat`, 'utf8').catch(() => '');
    // After the name in brackets: state, parent, process group.
    const group = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
    if (group !== pid) continue;
    const statm = await readFile(`/proc/${other}/statm`, 'utf8').catch(() => '0 0 0');
    const [, resident, sharedPages] = statm.split(' ').map(Number);
    pages += resident - sharedPages;
  }
  return (pages * 4096) / 2 ** 20;
}

async function untilUp(child: ChildProcess, http: string, state: string, log: () => string): Promise<void> {
  const deadline = performance.now() + START_MS;
  while (performance.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`Triton ended before it was up:\n${log()}`);
    const ok = await fetch(`${http}/v2/health/${state}`).then(
      (reply) => reply.ok,
      () => false,
    );
    if (ok) return;
    await delay(50);
  }
  throw new Error(`Triton was not up after ${START_MS / 1000} s:\n${log()}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals, httpPort: number): Promise<void> {
  if (child.exitCode === null && child.signalCode === null && child.pid) {
    const closed = once(child, 'close');
    if (signal === 'SIGKILL') killGroup(child);
    else child.kill(signal);
    await closed;
  }
  // What a killed server shared with its models' processes.
  for (const name of await readdir('/dev/shm'))
    if (name.startsWith(prefixOf(httpPort))) await rm(`/dev/shm/${name}`, { force: true });
}

/** The group: a killed server leaves its models' processes behind. */
function killGroup({ pid }: ChildProcess): void {
  if (pid) process.kill(-pid, 'SIGKILL');
}

function prefixOf(httpPort: number): string {
  return `vstest_${httpPort}_`;
}
