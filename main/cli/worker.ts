import { z } from 'zod';

/** What the process that computes tells the one that watches it. */
export type WorkerMessage =
  /** This scan takes the processor now: if the process dies, it is the one. */
  | { readonly kind: 'network'; readonly scan: string }
  /** Told to stop, and tidying up. */
  | { readonly kind: 'stopping' }
  /** Tidied up: it may be ended, whatever its threads do. */
  | { readonly kind: 'stopped'; readonly said: string };

/** What a worker is told of those before it. */
export interface Past {
  /** When the command was started, in milliseconds since 1970. */
  readonly startedMs: number;
  /** The scans that a worker died on. */
  readonly crashed: readonly string[];
}

const VARIABLE = 'VOLSCOPE_CLI_WORKER';
const pastSchema = z.object({ startedMs: z.number(), crashed: z.array(z.string()) });

export function environment(past: Past): NodeJS.ProcessEnv {
  return { [VARIABLE]: JSON.stringify(past) };
}

/** What the watching process has told this one; undefined in that process itself. */
export function workerPast(): Past | undefined {
  const text = process.env[VARIABLE];
  return text === undefined ? undefined : pastSchema.parse(JSON.parse(text));
}

export function crashNote(how: string): string {
  return `the process that runs the network ended (${how}); try --provider cpu, or free some memory.`;
}

export function tellSupervisor(message: WorkerMessage): void {
  process.send?.(message);
}

/** Ends this process at once when the one that watches it is gone: nobody could stop it, and a new start would meet it. */
export function endWithSupervisor(): void {
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.channel?.unref();
}

/** Calls `stop` once when this process is told to end, and tells the watching one that it was heard. */
export function whenToldToStop(stop: () => void): void {
  let told = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (told) return;
      told = true;
      tellSupervisor({ kind: 'stopping' });
      stop();
    });
}
