import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { VolscopeError } from '../contract/errors.ts';
import { manifestSchema } from '../contract/manifest.ts';
import { isBundleFolder, readBundleFolder, readBundleZip } from './bundle/bundleFiles.ts';
import { importBundle } from './bundle/importBundle.ts';
import { fromManifest, type ImportedParts } from './fromManifest.ts';
import { fromWeights } from './fromWeights.ts';
import { beginStep, type ImportHooks } from './importSteps.ts';
import {
  manifestFilesOfFolder,
  manifestFilesOfZip,
  readNetworkFile,
  withManifestBeside,
} from './manifestFiles.ts';
import { importedFolder, sha256, type InstalledModel, type ModelFolders } from './registry.ts';
import { writeFolder } from './writeFolder.ts';

/**
 * Installs a model into `<home>/models/<id>`: a MONAI bundle (its folder or a .zip of it), a network (.onnx, or a PyTorch
 * checkpoint) with a manifest.json beside it, a folder or .zip of those, or a checkpoint that is the source of a known model.
 * A model of the same id that was imported before is replaced; the folder appears whole or not at all.
 * @param as the id to install it under, instead of its own
 * @throws VolscopeError('model') that says what is wrong with it; VolscopeError('output') if it can't be written.
 */
export async function importModel(
  path: string,
  folders: ModelFolders,
  as?: string,
  hooks: ImportHooks = {},
): Promise<InstalledModel> {
  await beginStep(hooks, 'read');
  const info = await stat(path).catch((cause: unknown) => {
    throw new VolscopeError('model', `"${path}" can't be read; check the path.`, { cause });
  });
  const parts = info.isDirectory() ? await fromFolder(path, hooks) : await fromFile(path, folders, hooks);
  return installParts(parts, folders, as, hooks);
}

/** Writes a model's folder; as `importModel`. */
export async function installParts(
  { manifest, network, card }: ImportedParts,
  folders: ModelFolders,
  as?: string,
  hooks: ImportHooks = {},
): Promise<InstalledModel> {
  const installed = {
    ...manifest,
    id: checkedId(as ?? manifest.id),
    network: { ...manifest.network, sha256: sha256(network) },
  };
  const folder = join(importedFolder(folders), installed.id);
  await beginStep(hooks, 'install');
  await writeFolder(folder, randomUUID(), {
    'model.onnx': network,
    'manifest.json': `${JSON.stringify(installed, null, 2)}\n`,
    'card.md': card,
  });
  return { manifest: installed, folder, origin: 'imported' };
}

async function fromFile(path: string, folders: ModelFolders, hooks: ImportHooks): Promise<ImportedParts> {
  const bytes = await readNetworkFile(path);
  if (/\.onnx$/i.test(path)) return fromOnnx(path, bytes, hooks);
  // A PyTorch archive is a zip too; files from the web may have any name.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const bundle = readBundleZip(bytes, basename(path));
    if (bundle) return importBundle(bundle, hooks);
    const files = manifestFilesOfZip(bytes, basename(path));
    if (files) return fromManifest(files, hooks);
  }
  return fromWeights(path, bytes, folders, hooks);
}

async function fromOnnx(path: string, bytes: Uint8Array, hooks: ImportHooks): Promise<ImportedParts> {
  const files = await withManifestBeside(path, bytes);
  if (files) return fromManifest(files, hooks);
  throw new VolscopeError(
    'model',
    `"${basename(path)}" is a network, but how a scan is prepared for it is not known; put a manifest.json with its "recipe" and "classes" beside it.`,
  );
}

async function fromFolder(path: string, hooks: ImportHooks): Promise<ImportedParts> {
  if (await isBundleFolder(path)) return importBundle(await readBundleFolder(path), hooks);
  const files = await manifestFilesOfFolder(path);
  if (files) return fromManifest(files, hooks);
  throw new VolscopeError(
    'model',
    `"${basename(path)}" is no model: neither a MONAI bundle (configs/inference.json) nor a manifest.json is in it.`,
  );
}

function checkedId(id: string): string {
  if (manifestSchema.shape.id.safeParse(id).success) return id;
  throw new VolscopeError(
    'model',
    `"${id}" can't be a model's id; use small letters, digits, dots, dashes and underscores.`,
  );
}
