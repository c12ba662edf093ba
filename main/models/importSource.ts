import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { CatalogueEntry } from '../contract/catalogue.ts';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { ImportInput, KnownSource } from '../contract/importer.ts';
import { readCard } from './card.ts';
import { findInCatalogue, readCatalogue } from './catalogue.ts';
import { checkedUrl, isUrl } from './download/checkedUrl.ts';
import { checkSpace } from './download/checkSpace.ts';
import { partBytes } from './download/part.ts';
import { listModels, type ModelFolders } from './registry.ts';

/** What somebody wants to import. */
export type ImportSource =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'catalogue'; readonly modelId: string };

/** A path or a web address, as it is typed. */
export function sourceOf(text: string): ImportSource {
  return isUrl(text) ? { kind: 'url', url: text } : { kind: 'path', path: text };
}

/**
 * Looks up all that an import needs to know of its source, makes the folder of a download and checks that it has room. An
 * address of the catalogue becomes the model there: it is checked by its hash, and gets its recipe from there.
 * @throws VolscopeError('model') if there is no such file, address or model; VolscopeError('output') without room on the disk.
 */
export async function lookUpSource(source: ImportSource, folders: ModelFolders): Promise<ImportInput> {
  if (source.kind === 'path') return lookUpPath(resolve(source.path));
  if (source.kind === 'catalogue')
    return ofCatalogue(await findInCatalogue(folders, source.modelId), folders);
  const url = checkedUrl(source.url).href;
  const entry = (await readCatalogue(folders)).find(({ file }) => file.url === url);
  if (entry) return ofCatalogue(entry, folders);
  const target = downloadPath(folders, url, fileNameOf(url));
  await checkSpace(target);
  return { kind: 'url', url, target };
}

async function lookUpPath(path: string): Promise<ImportInput> {
  try {
    const names = (await stat(path)).isDirectory() ? await readdir(path) : null;
    return { kind: 'path', path, names };
  } catch (cause) {
    throw new VolscopeError('model', sentence`"${path}" can't be read; check the path.`, { cause });
  }
}

async function ofCatalogue(entry: CatalogueEntry, folders: ModelFolders): Promise<ImportInput> {
  const target = downloadPath(folders, entry.file.url, entry.file.name);
  await checkSpace(target, entry.file.bytes);
  return { kind: 'catalogue', entry, target };
}

/** The models whose recipe bare weights may get: all that are installed. */
export async function knownSources(folders: ModelFolders): Promise<KnownSource[]> {
  const models = await listModels(folders);
  return Promise.all(
    models.map(async (model) => ({ manifest: model.manifest, card: await readCard(model) })),
  );
}

/** What an unfinished download of a model of the catalogue has left to go on from, in bytes. */
export async function unfinishedBytes(folders: ModelFolders, { file }: CatalogueEntry): Promise<number> {
  return partBytes(downloadPath(folders, file.url, file.name));
}

/** Each address has a place of its own, so that an unfinished download is found again. */
function downloadPath({ home }: ModelFolders, url: string, name: string): string {
  const key = createHash('sha256').update(url).digest('hex').slice(0, 12);
  return join(resolve(home), 'downloads', `${key}-${name}`);
}

/** The last part of the address, as a file's name. */
function fileNameOf(address: string): string {
  const name = basename(decodeURIComponent(new URL(address).pathname)).replace(/[^\w.-]/g, '_');
  return name.slice(-100) || 'model';
}
