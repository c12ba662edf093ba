import { fileURLToPath } from 'node:url';
import { cacheFolder, volscopeHome } from '../home.ts';
import type { ModelFolders } from '../models/index.ts';

/** The built command lies in dist/main; the bundled models two folders up. */
const root = new URL('../../', import.meta.url);

export const places = {
  folders: (): ModelFolders => ({ bundled: fileURLToPath(new URL('models', root)), home: volscopeHome() }),
  cache: () => cacheFolder(volscopeHome()),
  inferenceProcess: () => fileURLToPath(new URL('dist/main/inference.mjs', root)),
  importer: () => fileURLToPath(new URL('dist/main/importer.mjs', root)),
};
