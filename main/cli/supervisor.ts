import { spawn } from 'node:child_process';
import { exitCodes } from '../contract/errors.ts';

const WORKER = 'VOLSCOPE_CLI_WORKER';

/** How long a worker may take to tidy up after Ctrl+C; one that computes in native code does not hear of it. */
const GRACE_MS = 300;

export function isWorker(): boolean {
  return process.env[WORKER] === '1';
}

/**
 * Runs this same command line in a second process and waits for it. A network's run can neither be interrupted nor caught
 * when it crashes; from outside, Ctrl+C ends it at once (130) and a crash becomes a sentence (5).
 */
export function superviseWorker(): Promise<number> {
  const worker = spawn(process.execPath, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, [WORKER]: '1' },
  });
  let cancelled = false;
  const cancel = () => {
    if (cancelled) return;
    cancelled = true;
    worker.kill('SIGTERM');
    setTimeout(() => worker.kill('SIGKILL'), GRACE_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, cancel);

  return new Promise((resolve) => {
    worker.on('exit', (code, signal) => {
      if (cancelled) {
        process.stderr.write('error: cancelled; nothing was written.\n');
        return resolve(exitCodes.cancelled);
      }
      if (code !== null) return resolve(code);
      process.stderr.write(
        `error: the process that runs the network ended (${signal}); try --provider cpu.\n`,
      );
      resolve(exitCodes.inference);
    });
    worker.on('error', (error) => {
      process.stderr.write(`error: the command can't start its own process: ${error.message}.\n`);
      resolve(exitCodes.inference);
    });
  });
}
