export { catalogueCard, findInCatalogue, readBundledCatalogue, readCatalogue } from './catalogue.ts';
export { isUrl } from './download/checkedUrl.ts';
export type { DownloadProgress } from './download/downloadFile.ts';
export { importFromUrl, installFromCatalogue, unfinishedBytes } from './importFromUrl.ts';
export { readCard } from './card.ts';
export { importModel } from './importModel.ts';
export type { ImportHooks } from './importSteps.ts';
export { findModel, listModels, modelBytes, readNetwork, removeModel } from './registry.ts';
export type { InstalledModel, ModelFolders } from './registry.ts';
