import type { CatalogueEntry } from '../contract/catalogue.ts';
import type { KnownModel, ModelSummary } from '../contract/models.ts';
import {
  listModels,
  modelBytes,
  readBundledCatalogue,
  readCatalogue,
  unfinishedBytes,
  type ModelFolders,
} from '../models/index.ts';

/** The installed models as a window lists them: those of one name are told apart by their ids. */
export async function listInstalled(folders: ModelFolders): Promise<ModelSummary[]> {
  const models = await listModels(folders);
  const names = models.map(({ manifest }) => manifest.name);
  return Promise.all(
    models.map(async (model) => {
      const { id, description, version, licence, classes } = model.manifest;
      const bytes = await modelBytes(model);
      const isAlone = names.indexOf(model.manifest.name) === names.lastIndexOf(model.manifest.name);
      const name = isAlone ? model.manifest.name : `${model.manifest.name} (${id})`;
      return { id, name, description, version, licence, classes, origin: model.origin, bytes };
    }),
  );
}

/** The catalogue as a window lists it; where a site's own can't be read that is told, and the program's is there. */
export async function listKnown(
  folders: ModelFolders,
  installed: readonly ModelSummary[],
  onError: (error: unknown) => void,
): Promise<KnownModel[]> {
  const entries = await readCatalogue(folders).catch((error: unknown) => {
    onError(error);
    return readBundledCatalogue(folders.bundled);
  });
  return Promise.all(entries.map((entry) => asKnown(entry, folders, installed)));
}

async function asKnown(
  entry: CatalogueEntry,
  folders: ModelFolders,
  installed: readonly ModelSummary[],
): Promise<KnownModel> {
  const { id, name, description, licence, figures, file } = entry;
  return {
    ...{ id, name, description, licence, figures },
    host: new URL(file.url).host,
    bytes: file.bytes ?? null,
    partBytes: await unfinishedBytes(folders, entry),
    installed: installed.some((model) => model.id === id),
  };
}
