import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CatalogueEntry } from '../contract/catalogue.ts';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { ImportInput, KnownSource } from '../contract/importer.ts';
import { isBundleFolder, readBundleFolder, readBundleZip } from './bundle/bundleFiles.ts';
import { importBundle } from './bundle/importBundle.ts';
import { catalogueCard } from './catalogue.ts';
import { downloadFile, type DownloadOptions } from './download/downloadFile.ts';
import { fromManifest, type ImportedParts } from './fromManifest.ts';
import { fromWeights } from './fromWeights.ts';
import { beginStep, type ImportHooks } from './importSteps.ts';
import {
  manifestFilesOfFolder,
  manifestFilesOfZip,
  readNetworkFile,
  withManifestBeside,
} from './manifestFiles.ts';

export type ReadHooks = ImportHooks & Pick<DownloadOptions, 'onProgress' | 'silenceMs'>;

/**
 * What is to be installed of a source: a MONAI bundle (its folder or a .zip of it), a network (.onnx, or a PyTorch checkpoint)
 * with a manifest.json beside it, a folder or .zip of those, a checkpoint that is the source of a known model, or one of
 * these that is downloaded first. An unfinished download is taken up again next time.
 * @throws VolscopeError('model') that says what is wrong with it; as `downloadFile`. Nothing but an unfinished download is left.
 */
export async function readParts(
  input: ImportInput,
  known: readonly KnownSource[],
  hooks: ReadHooks,
): Promise<ImportedParts> {
  if (input.kind === 'path') {
    await beginStep(hooks, 'read');
    return input.names ? fromFolder(input.path, input.names, hooks) : fromFile(input.path, known, hooks);
  }
  const { target } = input;
  try {
    if (input.kind === 'catalogue') return await fromCatalogue(input.entry, target, known, hooks);
    await download(input.url, target, hooks);
    await beginStep(hooks, 'read');
    return await fromFile(target, known, hooks);
  } finally {
    await rm(target, { force: true });
  }
}

async function fromCatalogue(
  entry: CatalogueEntry,
  target: string,
  known: readonly KnownSource[],
  hooks: ReadHooks,
): Promise<ImportedParts> {
  const { url, name, bytes: size, hash } = entry.file;
  await download(url, target, { ...hooks, size, hash });
  await beginStep(hooks, 'read');
  if (!entry.manifest) {
    const parts = await fromFile(target, known, hooks);
    return { ...parts, manifest: { ...parts.manifest, id: entry.id } };
  }
  const { id, version, licence, description } = entry;
  const given = { id, version, licence, description, name: entry.name, ...entry.manifest };
  const files = {
    name: id,
    manifest: new TextEncoder().encode(JSON.stringify(given)),
    network: { name, bytes: await readNetworkFile(target) },
    card: new TextEncoder().encode(catalogueCard(entry)),
  };
  const parts = await fromManifest(files, hooks);
  return { ...parts, manifest: { ...parts.manifest, source: { ...parts.manifest.source, url } } };
}

async function download(
  url: string,
  target: string,
  hooks: ReadHooks & Pick<DownloadOptions, 'size' | 'hash'>,
): Promise<void> {
  await beginStep(hooks, 'download');
  await downloadFile(url, target, { ...hooks, onVerify: () => beginStep(hooks, 'verify') });
}

async function fromFile(
  path: string,
  known: readonly KnownSource[],
  hooks: ImportHooks,
): Promise<ImportedParts> {
  const bytes = await readNetworkFile(path);
  if (/\.onnx$/i.test(path)) return fromOnnx(path, bytes, hooks);
  // A PyTorch archive is a zip too; files from the web may have any name.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const bundle = readBundleZip(bytes, basename(path));
    if (bundle) return importBundle(bundle, hooks);
    const files = manifestFilesOfZip(bytes, basename(path));
    if (files) return fromManifest(files, hooks);
  }
  return fromWeights(path, bytes, known, hooks);
}

async function fromOnnx(path: string, bytes: Uint8Array, hooks: ImportHooks): Promise<ImportedParts> {
  const files = await withManifestBeside(path, bytes);
  if (files) return fromManifest(files, hooks);
  throw new VolscopeError(
    'model',
    sentence`"${basename(path)}" is a network, but how a scan is prepared for it is not known; put a manifest.json with its "recipe" and "classes" beside it.`,
  );
}

async function fromFolder(
  path: string,
  names: readonly string[],
  hooks: ImportHooks,
): Promise<ImportedParts> {
  if (await isBundleFolder(path)) return importBundle(await readBundleFolder(path, names), hooks);
  const files = await manifestFilesOfFolder(path, names);
  if (files) return fromManifest(files, hooks);
  throw new VolscopeError(
    'model',
    sentence`"${basename(path)}" is no model: neither a MONAI bundle (configs/inference.json) nor a manifest.json is in it.`,
  );
}
