export { importModel } from './importModel.ts';
export { findModel, listModels, readNetwork, removeModel } from './registry.ts';
export type { InstalledModel, ModelFolders } from './registry.ts';
