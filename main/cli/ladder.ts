import { forkInference } from '../inference/childProcess.ts';
import { findModel } from '../models/index.ts';
import { ProviderLadder } from '../pipeline/providerLadder.ts';
import { places } from './places.ts';

export const DEFAULT_MODEL = 'spleen-monai-tutorial';

/** Lends a ladder whose probes run in processes of their own: a driver that crashes is an answer too. */
export async function withLadder<T>(use: (ladder: ProviderLadder) => Promise<T>): Promise<T> {
  const model = await findModel(places.folders(), DEFAULT_MODEL);
  const forked: (() => void)[] = [];
  const ladder = new ProviderLadder(model, places.cache(), () => {
    const { runner, end } = forkInference(places.inferenceProcess());
    forked.push(end);
    return runner;
  });
  try {
    return await use(ladder);
  } finally {
    for (const end of forked) end();
  }
}
