import { resolve } from 'node:path';
import type { ImportPrograms } from '../importer/importProcess.ts';

/** As the build makes them. */
export const builtPrograms: ImportPrograms = {
  importer: resolve('dist/main/importer.mjs'),
  inference: resolve('dist/main/inference.mjs'),
};
