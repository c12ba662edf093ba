import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { VolscopeError } from '../contract/errors.ts';
import { manifestSchema, type Manifest } from '../contract/manifest.ts';
import { buildNetwork, encodeModel, readCheckpoint } from '../onnx/index.ts';
import { isBundleFolder, readBundleFolder, readBundleZip } from './bundle/bundleFiles.ts';
import { importBundle } from './bundle/importBundle.ts';
import { importedFolder, listModels, readModel, readNetwork, sha256 } from './registry.ts';
import type { InstalledModel, ModelFolders } from './registry.ts';
import { writeFolder } from './writeFolder.ts';

const maxCheckpointBytes = 2 ** 31;

/**
 * Installs a model into `<home>/models/<id>`: a MONAI bundle (its folder or a .zip of it), a PyTorch checkpoint (.pt, .pth)
 * whose recipe is known, or a folder with manifest.json, model.onnx and card.md. A model of the same id that was imported before is replaced; the folder appears
 * whole or not at all.
 * @param path the file or folder; a URL is not supported
 * @param as the id to install it under, instead of its own
 * @throws VolscopeError('model') that says what is wrong with it; VolscopeError('output') if it can't be written.
 */
export async function importModel(path: string, folders: ModelFolders, as?: string): Promise<InstalledModel> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) {
    throw new VolscopeError(
      'model',
      'Models are not imported from a URL; download the file and give its path.',
    );
  }
  const info = await stat(path).catch((cause: unknown) => {
    throw new VolscopeError('model', `"${path}" can't be read; check the path.`, { cause });
  });
  if (!info.isDirectory() && info.size > maxCheckpointBytes) {
    throw new VolscopeError(
      'model',
      `"${basename(path)}" is over 2 GiB, larger than any network that is supported.`,
    );
  }
  const { manifest, network, card } = info.isDirectory()
    ? await fromFolder(path)
    : await fromFile(path, folders);
  const installed = {
    ...manifest,
    id: checkedId(as ?? manifest.id),
    network: { ...manifest.network, sha256: sha256(network) },
  };
  const folder = join(importedFolder(folders), installed.id);
  await writeFolder(folder, randomUUID(), {
    'model.onnx': network,
    'manifest.json': `${JSON.stringify(installed, null, 2)}\n`,
    'card.md': card,
  });
  return { manifest: installed, folder, origin: 'imported' };
}

interface ImportedParts {
  readonly manifest: Manifest;
  readonly network: Uint8Array;
  readonly card: string;
}

async function fromFile(path: string, folders: ModelFolders): Promise<ImportedParts> {
  if (!/\.zip$/i.test(path)) return fromCheckpoint(path, folders);
  const bundle = readBundleZip(await readFile(path), basename(path));
  return bundle ? importBundle(bundle) : fromCheckpoint(path, folders);
}

async function fromFolder(path: string): Promise<ImportedParts> {
  if (await isBundleFolder(path)) return importBundle(await readBundleFolder(path));
  const text = await readFile(join(path, 'manifest.json'), 'utf8').catch(() => '{}');
  const id = /"id"\s*:\s*"([^"]*)"/.exec(text)?.[1] ?? basename(path);
  const model = await readModel(path, id, 'imported');
  return { manifest: model.manifest, network: await readNetwork(model), card: await readCard(model) };
}

/** Weights alone don't say how a scan becomes their input: the recipe comes from the model that has the same source. */
async function fromCheckpoint(path: string, folders: ModelFolders): Promise<ImportedParts> {
  const bytes = await readFile(path);
  const network = encodeModel(buildNetwork(readCheckpoint(bytes)));
  const source = sha256(bytes);
  const known = (await listModels(folders)).find(({ manifest }) => manifest.source.sha256 === source);
  if (!known) {
    throw new VolscopeError(
      'model',
      `"${basename(path)}" holds a network, but how a scan is prepared for it is not known; import a folder with its manifest.json and model.onnx.`,
    );
  }
  return { manifest: known.manifest, network, card: await readCard(known) };
}

async function readCard(model: InstalledModel): Promise<string> {
  return readFile(join(model.folder, 'card.md'), 'utf8').catch(() => `# ${model.manifest.name}\n`);
}

function checkedId(id: string): string {
  if (manifestSchema.shape.id.safeParse(id).success) return id;
  throw new VolscopeError(
    'model',
    `"${id}" can't be a model's id; use small letters, digits, dots, dashes and underscores.`,
  );
}
