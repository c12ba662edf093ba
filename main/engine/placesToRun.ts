import { sentenceOf } from '../contract/errors.ts';
import { sentence, type Sentence } from '../contract/sentence.ts';
import { THIS_COMPUTER } from '../contract/jobs.ts';
import { isLostServer, type TritonRunner } from '../inference/triton/index.ts';
import type { Servers } from './servers.ts';

/** The lanes of a job, and how it is run on each. */
export interface PlacesToRun {
  readonly lanes: readonly (readonly string[])[];
  readonly handsOn: ((error: unknown) => boolean) | undefined;
  /** What went wrong on the way to where the job ended up. */
  readonly notes: Sentence[];
  run<T>(
    laneId: string,
    ways: {
      readonly onServer: (runner: TritonRunner, name: string) => Promise<T>;
      readonly here: () => Promise<T>;
    },
  ): Promise<T>;
}

/**
 * A job's places: this computer, or a server of the settings; after a server that was lost (and after no other failure)
 * this computer, where the user's settings let it.
 * @param onNote told when a job goes on elsewhere
 * @throws VolscopeError('usage') if the server may not be used
 */
export function placesToRun(
  servers: Servers,
  server: string | undefined,
  onNote: (note: Sentence) => void,
): PlacesToRun {
  const notes: Sentence[] = [];
  if (server === undefined)
    return { lanes: [[THIS_COMPUTER]], handsOn: undefined, notes, run: (_lane, { here }) => here() };
  const lane = servers.laneFor(server);
  const fallsBack = servers.fallBack;
  return {
    lanes: fallsBack ? [[lane], [THIS_COMPUTER]] : [[lane]],
    handsOn: isLostServer,
    notes,
    run: async (laneId, { onServer, here }) => {
      if (laneId === THIS_COMPUTER) return here();
      try {
        return await servers.lend(server, (runner) => onServer(runner, server));
      } catch (error) {
        if (isLostServer(error)) {
          void servers.examine(server);
          const note = sentence`${sentenceOf(error)} This computer goes on instead.`;
          if (fallsBack) notes.push(note);
          if (fallsBack) onNote(note);
        }
        throw error;
      }
    },
  };
}
