import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { NetworkCheck } from '../contract/importer.ts';
import type { ImportStep } from '../contract/models.ts';
import { decodeModel, windowGraph } from '../onnx/index.ts';

/** How an import is followed, held up and stopped, and who tries its network. */
export interface ImportHooks {
  readonly signal?: AbortSignal;
  /** Called as a step begins, which waits for what is returned. */
  readonly onStep?: (step: ImportStep) => void | Promise<void>;
  /** Runs a network once. Throws VolscopeError('model') if it can't be used. */
  readonly check: (networkOnnx: Uint8Array, check: NetworkCheck) => Promise<void>;
}

/** An import that was ended from outside. */
export function importCancelled(): VolscopeError {
  return new VolscopeError('cancelled', sentence`The import was cancelled.`);
}

/** @throws VolscopeError('cancelled') if the import was cancelled meanwhile: nothing of it is installed yet. */
export async function beginStep(
  { signal, onStep }: Pick<ImportHooks, 'signal' | 'onStep'>,
  step: ImportStep,
): Promise<void> {
  await onStep?.(step);
  if (signal?.aborted) throw importCancelled();
}

/**
 * Has a network run once on a small window.
 * @throws VolscopeError('model') if it can't be run on that shape, or gives anything but finite values, `channels` a voxel.
 */
export async function checkWindow(
  networkOnnx: Uint8Array,
  shapeKji: readonly number[],
  channels: number,
  hooks: ImportHooks,
): Promise<void> {
  await beginStep(hooks, 'check');
  const graph = windowGraph(networkOnnx, shapeKji);
  const inputName = decodeModel(graph).inputs[0].name;
  await hooks.check(graph, { inputName, shapeKji: [...shapeKji], channels });
}
