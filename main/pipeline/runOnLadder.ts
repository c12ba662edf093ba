import { describeError, sentenceOf } from '../contract/errors.ts';
import { sentence, type Sentence } from '../contract/sentence.ts';
import type { ProviderName } from '../contract/provider.ts';
import { deviceName } from '../inference/devices.ts';

/**
 * Runs a job on the first provider that can: where one fails in mid-job (out of memory, driver lost) the next one takes
 * over and `onFallback` is told a sentence. Only failures of inference are passed on; a cancelled job stays cancelled.
 */
export async function runOnLadder<T>(
  rungs: readonly ProviderName[],
  threads: number,
  run: (provider: ProviderName) => Promise<T>,
  onFallback: (note: Sentence) => void,
): Promise<{ provider: ProviderName; result: T }> {
  for (const [n, provider] of rungs.entries()) {
    try {
      return { provider, result: await run(provider) };
    } catch (error) {
      const { kind } = describeError(error);
      const next = rungs[n + 1];
      if (kind !== 'inference' || !next) throw error;
      onFallback(
        sentence`${deviceName(provider, threads)} failed (${sentenceOf(error)}); going on with ${deviceName(next, threads)}.`,
      );
    }
  }
  throw new Error('There is no provider to run on.');
}
