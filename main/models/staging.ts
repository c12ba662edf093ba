import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import { manifestSchema, modelIdPattern, type Manifest } from '../contract/manifest.ts';
import { parseJson } from '../parseJson.ts';
import { writeError } from '../volume/atomicFile.ts';
import { fileDigest } from './download/fileDigest.ts';
import type { ImportedParts } from './fromManifest.ts';
import { importedFolder, listModels, sha256, type InstalledModel, type ModelFolders } from './registry.ts';
import { placeFolder, writeFiles } from './writeFolder.ts';

/** A model whose files are whole and checked, in a folder of their own on the disk where models are installed. */
export interface StagedModel {
  readonly folder: string;
  readonly manifest: Manifest;
}

export interface InstallOptions {
  /** The id to install it under, instead of its own. */
  readonly as?: string;
  /** A model of that id gives way. */
  readonly replace?: boolean;
}

/** There is a model of that id, and nobody said that it may be replaced. */
export class IdInUse extends VolscopeError {
  readonly present: InstalledModel;

  constructor(present: InstalledModel) {
    const { id, name, version } = present.manifest;
    super(
      'model',
      sentence`There is a model "${id}" already (${name}, version ${version}); give --replace to put the new one in its place, or --as with another id to keep both.`,
    );
    this.present = present;
  }
}

/**
 * Makes the folder that one import may write to.
 * @throws VolscopeError('output')
 */
export async function makeStaging({ home }: ModelFolders): Promise<string> {
  const folder = join(stagingParent(home), randomUUID());
  try {
    await mkdir(folder, { recursive: true });
    return folder;
  } catch (cause) {
    throw writeError(cause, stagingParent(home));
  }
}

/** Where imports write to. */
export function stagingParent(home: string): string {
  return join(resolve(home), 'imports');
}

/** Removes such a folder, whatever is in it, and the folder of all of them where it was the last. */
export async function removeStaging(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  await rmdir(dirname(folder)).catch(() => undefined);
}

/** Where in such a folder an import puts the network that is to be tried. */
export function checkedNetwork(folder: string): string {
  return join(folder, 'checked.onnx');
}

/** Writes a model's files. */
export async function stageParts({ manifest, network, card }: ImportedParts, folder: string): Promise<void> {
  const whole = { ...manifest, network: { ...manifest.network, sha256: sha256(network) } };
  await writeFiles(folder, { 'model.onnx': network, 'manifest.json': asJson(whole), 'card.md': card });
}

/**
 * Looks at what an import has written: its three files, a manifest that is valid, and the network that it tells of.
 * @throws Error where it is anything else, which is no user's fault
 */
export async function readStaged(folder: string): Promise<StagedModel> {
  const names = (await readdir(folder)).sort();
  if (names.join() !== 'card.md,manifest.json,model.onnx')
    throw new Error(`An import has left ${names.join(', ')}.`);
  for (const name of names)
    if (!(await lstat(join(folder, name))).isFile()) throw new Error(`An import's ${name} is no file.`);
  const manifest = manifestSchema.parse(parseJson(await readFile(join(folder, 'manifest.json'), 'utf8')));
  if ((await fileDigest(join(folder, 'model.onnx'), 'sha256')) !== manifest.network.sha256)
    throw new Error('An import has left another network than its manifest tells of.');
  return { folder, manifest };
}

/**
 * Installs a model into `<home>/models/<id>`: its folder is moved there as a whole. One that it replaces can be used until then.
 * @throws IdInUse; VolscopeError('model') if `as` is no id; VolscopeError('output') if it can't be written.
 */
export async function installStaged(
  { folder, manifest }: StagedModel,
  folders: ModelFolders,
  { as, replace = false }: InstallOptions = {},
): Promise<InstalledModel> {
  const id = checkedId(as ?? manifest.id);
  if (!replace) await expectFreeId(folders, id);
  const installed = { ...manifest, id };
  const place = join(importedFolder(folders), id);
  try {
    await writeFile(join(folder, 'manifest.json'), asJson(installed), { flush: true });
  } catch (cause) {
    throw writeError(cause, folder);
  }
  await placeFolder(folder, place, randomUUID());
  return { manifest: installed, folder: place, origin: 'imported' };
}

/** @throws IdInUse if there is a model of that id, imported or bundled */
export async function expectFreeId(folders: ModelFolders, id: string): Promise<void> {
  const present = (await listModels(folders)).find((model) => model.manifest.id === id);
  if (present) throw new IdInUse(present);
}

/** @throws VolscopeError('model') if it is no id */
export function checkedId(id: string): string {
  if (modelIdPattern.test(id)) return id;
  throw new VolscopeError(
    'model',
    sentence`"${id}" can't be a model's id; use small letters, digits, dots, dashes and underscores.`,
  );
}

function asJson(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
