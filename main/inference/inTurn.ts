import type { InferenceRunner } from './runner.ts';

/** Waits for a processor's turn and holds it while `work` runs. */
export type TakeTurn = <R>(work: () => Promise<R>) => Promise<R>;

/** A runner whose runs wait for their turn; how long they waited is told apart from what they took. */
export function inTurn(runner: InferenceRunner, takeTurn: TakeTurn): InferenceRunner {
  return {
    load: (spec) => runner.load(spec),
    run: async (spec, feeds, signal) => {
      const asked = performance.now();
      return takeTurn(async () => {
        const waitedSeconds = (performance.now() - asked) / 1000;
        return { ...(await runner.run(spec, feeds, signal)), waitedSeconds };
      });
    },
  };
}
