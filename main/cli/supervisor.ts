import { spawn } from 'node:child_process';
import { exitCodes } from '../contract/errors.ts';
import { hugePages } from './hugePages.ts';
import { crashNote, environment, type Past, type WorkerMessage } from './worker.ts';

/** How long a worker may take to tidy up after Ctrl+C; one that computes in native code does not hear of it. */
const GRACE_MS = 300;
/** How long one may that has heard: what is being written is let come to its end. */
const HEARD_GRACE_MS = 10_000;

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The scan that was the last to take the processor, if the worker told of any. */
  readonly computing: string | undefined;
}

/**
 * Runs this same command line in a second process and waits for it. A network's run can neither be interrupted nor caught
 * when it crashes; from outside, Ctrl+C ends it at once (130) and a crash becomes a sentence (5). A batch goes on after a
 * crash in another process, without the scan that it crashed on.
 */
export async function superviseWorker(): Promise<number> {
  const startedMs = Date.now();
  const crashed: string[] = [];
  const cancel = { asked: false, said: 'cancelled; nothing was written.' };
  for (;;) {
    const { code, signal, computing } = await runWorker({ startedMs, crashed }, cancel);
    if (cancel.asked) {
      process.stderr.write(`error: ${cancel.said}\n`);
      return exitCodes.cancelled;
    }
    // Windows tells of a crash by a code like 0xC0000005.
    if (code !== null && code <= 255) return code;
    const how = signal ?? `code ${code}`;
    if (computing === undefined || crashed.includes(computing)) {
      process.stderr.write(`error: ${crashNote(how)}\n`);
      return exitCodes.inference;
    }
    crashed.push(computing);
  }
}

function runWorker(past: Past, cancel: { asked: boolean; said: string }): Promise<Ending> {
  const worker = spawn(process.execPath, process.argv.slice(1), {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...hugePages(), ...environment(past) },
  });
  let computing: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  const endIn = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => worker.kill('SIGKILL'), ms).unref();
  };
  const onSignal = () => {
    if (cancel.asked) return;
    cancel.asked = true;
    worker.kill('SIGTERM');
    endIn(GRACE_MS);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);

  return new Promise<Ending>((resolve) => {
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'network') computing = message.scan;
      else if (message.kind === 'stopping') {
        cancel.asked = true;
        endIn(HEARD_GRACE_MS);
      } else {
        cancel.said = message.said;
        worker.kill('SIGKILL');
      }
    });
    worker.on('exit', (code, signal) => resolve({ code, signal, computing }));
    worker.on('error', (error) => {
      process.stderr.write(`error: the command can't start its own process: ${error.message}.\n`);
      resolve({ code: exitCodes.inference, signal: null, computing });
    });
  }).finally(() => {
    clearTimeout(timer);
    for (const signal of signals) process.off(signal, onSignal);
  });
}
