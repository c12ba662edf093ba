import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const POLL_MS = 20;
/** Linux counts processor time in hundredths of a second, whatever the kernel's own tick is. */
const TICKS_PER_SECOND = 100;

/** How a command went, with its child processes. */
export interface Watched {
  readonly output: string;
  readonly wallSeconds: number;
  /** Processor seconds, user and system; undefined outside of Linux. */
  readonly cpuSeconds?: number;
  /** Sum of the processes' peaks of resident memory (VmHWM) in MB of 10^6 bytes; undefined outside of Linux. */
  readonly peakMb?: number;
}

/** A command that could not be started or ended with an error; `reason` is the end of what it said itself. */
export class CommandError extends Error {
  readonly reason: string;

  constructor(message: string, reason: string) {
    super(`${message}: ${reason}`);
    this.reason = reason;
  }
}

/**
 * Runs a command to its end and watches its memory and processor time, its children's included, every 20 ms.
 * Rejects with CommandError where it fails.
 */
export function watch(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Watched> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const usage = new Map<number, Usage>();
    const timer = setInterval(() => observe(child.pid, usage), POLL_MS);
    let [output, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    child.once('error', (error) => {
      clearInterval(timer);
      reject(new CommandError(`${command} can't be started`, error.message));
    });
    child.once('close', (code, signal) => {
      clearInterval(timer);
      const wallSeconds = (performance.now() - started) / 1000;
      if (code === 0) return resolve({ output, wallSeconds, ...totalOf(usage) });
      const how = signal ?? `code ${code}`;
      const end = errors.trim().split('\n').slice(-5).join('\n') || how;
      reject(new CommandError(`${command} ${args[0] ?? ''} ended with ${how}`, end));
    });
  });
}

interface Usage {
  readonly peakKb: number;
  readonly ticks: number;
}

function observe(pid: number | undefined, usage: Map<number, Usage>): void {
  if (pid === undefined || process.platform !== 'linux') return;
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const peak = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
    // Fields are counted from behind the command's name, which may hold spaces: utime and stime are the 14th and 15th.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A process that has ended but was not yet waited for has no memory left.
    if (peak) usage.set(pid, { peakKb: Number(peak), ticks: Number(fields[11]) + Number(fields[12]) });
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    for (const child of children.split(' ').filter(Boolean)) observe(Number(child), usage);
  } catch {
    // It ended between two reads.
  }
}

function totalOf(usage: ReadonlyMap<number, Usage>): Pick<Watched, 'cpuSeconds' | 'peakMb'> {
  if (usage.size === 0) return {};
  const all = [...usage.values()];
  return {
    cpuSeconds: all.reduce((sum, { ticks }) => sum + ticks, 0) / TICKS_PER_SECOND,
    peakMb: (all.reduce((sum, { peakKb }) => sum + peakKb, 0) * 1024) / 1e6,
  };
}
