import type { ProviderName } from '../contract/provider.ts';
import type { InferenceRunner } from '../inference/runner.ts';
import type { InstalledModel } from '../models/index.ts';
import type { NiftiHeader } from '../volume/niftiHeader.ts';
import { peekHeader } from '../volume/peekHeader.ts';
import { fusedGraphPath, type VoxelType } from './graphCache.ts';
import { brief, warmUpLabels } from './warmUp.ts';

export interface GetReadyOptions {
  readonly model: InstalledModel;
  readonly runner: InferenceRunner;
  /** The providers to try, best first. */
  readonly rungs: () => Promise<readonly ProviderName[]>;
  readonly threads: number;
  readonly cacheFolder: string;
}

/** Each runner is made ready once. */
const begun = new WeakMap<InferenceRunner, Promise<void>>();

/**
 * Reads a scan by `read`. While zlib inflates a process's first one in a thread of its own, the session that it will need is
 * made, and V8 compiles what comes after the network.
 */
export async function readAndGetReady<T>(
  path: string,
  options: GetReadyOptions,
  read: () => Promise<T>,
): Promise<T> {
  let isRead = false;
  const reading = read().finally(() => (isRead = true));
  const ready = begun.get(options.runner) ?? getReady(path, options, () => !isRead);
  begun.set(options.runner, ready);
  const scan = await reading;
  await ready;
  return scan;
}

/** Nothing goes wrong here: what can't be done now is done, or fails and is told of, when the scan is segmented. */
async function getReady(path: string, options: GetReadyOptions, isWanted: () => boolean): Promise<void> {
  const { model, runner, threads, cacheFolder } = options;
  try {
    const header = await peekHeader(path);
    const [provider] = await options.rungs();
    const voxelType = header && expectedVoxelType(header);
    if (voxelType && provider && isWanted()) {
      const modelPath = await fusedGraphPath(model, voxelType, cacheFolder, provider);
      await runner.load({ modelPath, provider, threads });
    }
    if (isWanted()) await warmUpLabels(brief);
  } catch {
    // See above.
  }
}

/** How a scan's voxels will lie in memory; undefined where only reading them shows it. */
function expectedVoxelType({ datatype, slope, intercept }: NiftiHeader): VoxelType | undefined {
  const isWhole = Number.isInteger(slope) && Number.isInteger(intercept);
  return isWhole && ['int8', 'uint8', 'int16'].includes(datatype.name) ? 'int16' : undefined;
}
