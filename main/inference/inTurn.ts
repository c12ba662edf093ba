import type { InferenceRunner, RunResult } from './runner.ts';

/** Waits for a processor's turn and holds it while `work` runs. */
export type TakeTurn = <R>(work: () => Promise<R>) => Promise<R>;

/** A runner whose runs wait for their turn; how long they waited is told apart from what they took. */
export function inTurn(runner: InferenceRunner, takeTurn: TakeTurn): InferenceRunner {
  const waitFor = async (run: () => Promise<RunResult>): Promise<RunResult> => {
    const asked = performance.now();
    return takeTurn(async () => {
      const waitedSeconds = (performance.now() - asked) / 1000;
      return { ...(await run()), waitedSeconds };
    });
  };
  return {
    load: (spec) => runner.load(spec),
    run: (spec, feeds) => waitFor(() => runner.run(spec, feeds)),
    runWindows: (spec, input, plan, options) => waitFor(() => runner.runWindows(spec, input, plan, options)),
  };
}
