import type { ImporterReply, ImportSource } from '../../contract/importer.ts';
import { describeError } from '../../contract/errors.ts';
import { findInCatalogue } from '../catalogue.ts';
import { importFromUrl, installFromCatalogue, type ImportFromUrlOptions } from '../importFromUrl.ts';
import { importModel } from '../importModel.ts';
import { listModels, type InstalledModel, type ModelFolders } from '../registry.ts';
import { sparsely } from './sparsely.ts';

/** The other end of an import: what is told there, and how it holds the import up or ends it. */
export interface ImportWatcher {
  readonly tell: (reply: ImporterReply) => void;
  /** Fulfilled when no other import is past its download. */
  readonly turn: Promise<void>;
  readonly signal: AbortSignal;
}

/** Imports a model and tells of each step and of the end, whatever that is. */
export async function runImport(
  source: ImportSource,
  folders: ModelFolders,
  { tell, turn, signal }: ImportWatcher,
): Promise<void> {
  let verified = false;
  let before: InstalledModel[] = [];
  const options: ImportFromUrlOptions = {
    signal,
    onProgress: sparsely(({ receivedBytes, totalBytes = null }) =>
      tell({ kind: 'received', receivedBytes, totalBytes }),
    ),
    onStep: async (step) => {
      tell({ kind: 'step', step });
      if (step === 'verify') verified = true;
      if (step === 'read') await untilTurn(turn, signal);
      if (step === 'install') before = await listModels(folders);
    },
  };
  try {
    const { manifest } = await importFrom(source, folders, options);
    const replaced = before.some((model) => model.origin === 'imported' && model.manifest.id === manifest.id);
    tell({ kind: 'done', outcome: { modelId: manifest.id, replaced, verified } });
  } catch (error) {
    const { kind, message } = describeError(error);
    tell({ kind: 'failed', reason: kind === 'cancelled' ? 'cancelled' : 'failed', message });
  }
}

async function importFrom(
  source: ImportSource,
  folders: ModelFolders,
  options: ImportFromUrlOptions,
): Promise<InstalledModel> {
  switch (source.kind) {
    case 'path':
      return importModel(source.path, folders, undefined, options);
    case 'url':
      return importFromUrl(source.url, folders, undefined, options);
    case 'catalogue': {
      const entry = await findInCatalogue(folders, source.modelId);
      return installFromCatalogue(entry, folders, undefined, options);
    }
  }
}

/** A cancel ends the wait as well. */
async function untilTurn(turn: Promise<void>, signal: AbortSignal): Promise<void> {
  await Promise.race([
    turn,
    new Promise<void>((end) => signal.addEventListener('abort', () => end(), { once: true })),
  ]);
}
