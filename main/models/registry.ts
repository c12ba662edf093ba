import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import { manifestSchema, type Manifest } from '../contract/manifest.ts';
import { parseJson } from '../parseJson.ts';

/** Where models are kept: those that come with Volscope, and those that were imported (`<home>/models/<id>`). */
export interface ModelFolders {
  readonly bundled: string;
  readonly home: string;
}

export interface InstalledModel {
  readonly manifest: Manifest;
  readonly folder: string;
  readonly origin: 'bundled' | 'imported';
}

/** The folder of imported models. */
export function importedFolder(folders: ModelFolders): string {
  return join(folders.home, 'models');
}

/**
 * Every model that can be used, by id. An imported model hides a bundled one of the same id; a folder without a valid
 * manifest is left out (`findModel` says what is wrong with it).
 */
export async function listModels(folders: ModelFolders): Promise<InstalledModel[]> {
  const models = new Map<string, InstalledModel>();
  for (const [parent, origin] of places(folders).reverse()) {
    for (const id of await subfolders(parent)) {
      const model = await readModel(join(parent, id), id, origin).catch((error: unknown) => {
        if (error instanceof VolscopeError) return undefined;
        throw error;
      });
      if (model) models.set(id, model);
    }
  }
  return [...models.values()].sort((a, b) => (a.manifest.id < b.manifest.id ? -1 : 1));
}

/** @throws VolscopeError('model') if there is no such model, or its manifest is not valid. */
export async function findModel(folders: ModelFolders, id: string): Promise<InstalledModel> {
  for (const [parent, origin] of places(folders)) {
    if ((await subfolders(parent)).includes(id)) return readModel(join(parent, id), id, origin);
  }
  const known = (await listModels(folders)).map(({ manifest }) => manifest.id).join(', ');
  throw new VolscopeError(
    'model',
    sentence`There is no model "${id}"; there are: ${known || sentence`none`}.`,
  );
}

/**
 * Removes an imported model and its files.
 * @throws VolscopeError('model') if there is no such model, or it came with Volscope.
 */
export async function removeModel(folders: ModelFolders, id: string): Promise<void> {
  const parent = importedFolder(folders);
  if (!(await subfolders(parent)).includes(id)) {
    const { manifest } = await findModel(folders, id);
    throw new VolscopeError(
      'model',
      sentence`"${manifest.id}" came with Volscope and can't be removed; only imported models can.`,
    );
  }
  await rm(join(parent, id), { recursive: true });
}

/**
 * The bytes of a model's ONNX network.
 * @throws VolscopeError('model') if the file is missing or is not the one that the manifest tells of.
 */
export async function readNetwork(model: InstalledModel): Promise<Uint8Array> {
  const { id, network } = model.manifest;
  const bytes = await readFile(join(model.folder, network.file)).catch((cause: unknown) => {
    throw new VolscopeError(
      'model',
      sentence`The network of the model "${id}" can't be read; import the model again.`,
      { cause },
    );
  });
  if (sha256(bytes) !== network.sha256) {
    throw new VolscopeError(
      'model',
      sentence`The network of the model "${id}" was changed or damaged; import the model again.`,
    );
  }
  return bytes;
}

/** What a model takes on the disk. */
export async function modelBytes({ folder }: InstalledModel): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = names.map((name) =>
    stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Reads `<folder>/manifest.json`.
 * @throws VolscopeError('model') if it is missing, not valid, or tells of another id.
 */
async function readModel(
  folder: string,
  id: string,
  origin: InstalledModel['origin'],
): Promise<InstalledModel> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch((cause: unknown) => {
    throw new VolscopeError('model', sentence`The model "${id}" has no manifest.json; import it again.`, {
      cause,
    });
  });
  const manifest = manifestSchema.safeParse(parseJson(text));
  if (!manifest.success) {
    const where = manifest.error.issues[0]?.path.join('.') || sentence`its format`;
    throw new VolscopeError(
      'model',
      sentence`The manifest of the model "${id}" is not valid (${where}); import it again.`,
    );
  }
  if (manifest.data.id !== id) {
    throw new VolscopeError(
      'model',
      sentence`The model "${id}" calls itself "${manifest.data.id}"; rename its folder.`,
    );
  }
  return { manifest: manifest.data, folder, origin };
}

/** In order of precedence. */
function places(folders: ModelFolders): [string, InstalledModel['origin']][] {
  return [
    [importedFolder(folders), 'imported'],
    [folders.bundled, 'bundled'],
  ];
}

/** Names of the folders inside a folder; hidden ones are imports under way. None if it does not exist. */
async function subfolders(parent: string): Promise<string[]> {
  const entries = await readdir(parent, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name);
}
