import { rm, writeFile } from 'node:fs/promises';
import { describeError, sentenceOf } from '../../contract/errors.ts';
import type { ImporterRequest } from '../../contract/importer.ts';
import { readParts, type ReadHooks } from '../readParts.ts';
import { checkedNetwork, stageParts } from '../staging.ts';
import { sparsely } from './sparsely.ts';
import type { Watcher } from './watcher.ts';

/** Reads a model, writes it to its staging folder, and tells of each step and of the end, whatever that is. */
export async function runImport(
  { input, known, staging }: Extract<ImporterRequest, { kind: 'begin' }>,
  watcher: Watcher,
): Promise<void> {
  const { tell, signal } = watcher;
  const network = checkedNetwork(staging);
  const hooks: ReadHooks = {
    signal,
    onProgress: sparsely(({ receivedBytes, totalBytes = null }) =>
      tell({ kind: 'received', receivedBytes, totalBytes }),
    ),
    onStep: async (step) => {
      tell({ kind: 'step', step });
      if (step === 'read') await watcher.untilTurn();
    },
    check: async (onnx, check) => {
      await writeFile(network, onnx);
      await watcher.check(check).finally(() => rm(network, { force: true }));
    },
  };
  try {
    await stageParts(await readParts(input, known, hooks), staging);
    tell({ kind: 'staged' });
  } catch (error) {
    const reason = describeError(error).kind === 'cancelled' ? 'cancelled' : 'failed';
    tell({ kind: 'failed', reason, why: sentenceOf(error) });
  }
}
