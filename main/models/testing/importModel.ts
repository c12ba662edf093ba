import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NetworkCheck } from '../../contract/importer.ts';
import { checkNetwork } from '../../inference/checkNetwork.ts';
import { SessionRunner } from '../../inference/sessions.ts';
import { knownSources, lookUpSource, sourceOf } from '../importSource.ts';
import { readParts, type ReadHooks } from '../readParts.ts';
import type { InstalledModel, ModelFolders } from '../registry.ts';
import { checkedId, installStaged, makeStaging, readStaged, removeStaging, stageParts } from '../staging.ts';

/**
 * Imports a model in this very process, with all its rights: for measurements and tests, whose models are known. What users
 * import is read by an `ImportProcess`.
 * @param source a path or a web address; see `readParts`
 * @param as the id to install it under, instead of its own; a model of that id is replaced
 * @throws as `readParts` and `installStaged`
 */
export async function importModel(
  source: string,
  folders: ModelFolders,
  as?: string,
  hooks: Omit<ReadHooks, 'check'> = {},
): Promise<InstalledModel> {
  if (as !== undefined) checkedId(as);
  const [input, known] = [await lookUpSource(sourceOf(source), folders), await knownSources(folders)];
  const parts = await readParts(input, known, { ...hooks, check: checkHere });
  const staging = await makeStaging(folders);
  try {
    await stageParts(parts, staging);
    return await installStaged(await readStaged(staging), folders, { as, replace: true });
  } finally {
    await removeStaging(staging);
  }
}

/** Tries a network in this process; see `checkNetwork`. */
export async function checkHere(networkOnnx: Uint8Array, check: NetworkCheck): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'volscope-check-'));
  const runner = new SessionRunner();
  try {
    const path = join(folder, 'network.onnx');
    await writeFile(path, networkOnnx);
    await checkNetwork(runner, path, check);
  } finally {
    await runner.release();
    await rm(folder, { recursive: true });
  }
}
