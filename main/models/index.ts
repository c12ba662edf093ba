export { catalogueCard, findInCatalogue, readCatalogue } from './catalogue.ts';
export { isUrl } from './download/checkedUrl.ts';
export type { DownloadProgress } from './download/downloadFile.ts';
export { importFromUrl, installFromCatalogue } from './importFromUrl.ts';
export { importModel } from './importModel.ts';
export { findModel, listModels, modelBytes, readNetwork, removeModel } from './registry.ts';
export type { InstalledModel, ModelFolders } from './registry.ts';
