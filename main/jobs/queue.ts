import { VolscopeError } from '../contract/errors.ts';

export interface Job<T> {
  readonly done: Promise<T>;
  /** It has its turn and is not done: what runs in other processes runs for it. */
  readonly running: boolean;
  /** Ends a waiting job at once; a running one sees its signal. Either way `done` rejects with 'cancelled'. */
  cancel(): void;
}

/** Runs jobs one after the other, in the order in which they came: two on one processor would only slow each other. */
export class JobQueue {
  private last: Promise<unknown> = Promise.resolve();

  add<T>(run: (signal: AbortSignal) => Promise<T>): Job<T> {
    const controller = new AbortController();
    const { signal } = controller;
    const cancelled = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new VolscopeError('cancelled', 'Cancelled.')));
    });
    let running = false;
    const turn = this.last.then(() => {
      if (signal.aborted) return cancelled;
      running = true;
      return run(signal).finally(() => (running = false));
    });
    this.last = turn.catch(() => undefined);
    return {
      done: Promise.race([turn, cancelled]),
      get running() {
        return running;
      },
      cancel: () => controller.abort(),
    };
  }
}
