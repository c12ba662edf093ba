import { VolscopeError } from '../contract/errors.ts';
import type { ImportStep } from '../contract/models.ts';

/** How an import is followed, held up and stopped. */
export interface ImportHooks {
  readonly signal?: AbortSignal;
  /** Called as a step begins, which waits for what is returned. */
  readonly onStep?: (step: ImportStep) => void | Promise<void>;
}

/** @throws VolscopeError('cancelled') if the import was cancelled meanwhile: nothing of it is on the disk yet. */
export async function beginStep({ signal, onStep }: ImportHooks, step: ImportStep): Promise<void> {
  await onStep?.(step);
  if (signal?.aborted) throw new VolscopeError('cancelled', 'The import was cancelled.');
}
