import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { CatalogueEntry } from '../contract/catalogue.ts';
import { catalogueCard, readCatalogue } from './catalogue.ts';
import { checkedUrl } from './download/checkedUrl.ts';
import { downloadFile, type DownloadOptions } from './download/downloadFile.ts';
import { partBytes } from './download/part.ts';
import { fromManifest } from './fromManifest.ts';
import { importModel, installParts } from './importModel.ts';
import { beginStep, type ImportHooks } from './importSteps.ts';
import { readNetworkFile } from './manifestFiles.ts';
import type { InstalledModel, ModelFolders } from './registry.ts';

export type ImportFromUrlOptions = ImportHooks & Pick<DownloadOptions, 'onProgress' | 'silenceMs'>;

/**
 * Downloads a model and installs it: a bundle's .zip, or anything else that `importModel` takes as a file. A file of the
 * catalogue is checked by its hash, and gets its recipe from there. An unfinished download is taken up again next time.
 * @param as the id to install it under, instead of its own
 * @throws as `downloadFile` and `importModel`; nothing but an unfinished download is left behind.
 */
export async function importFromUrl(
  url: string,
  folders: ModelFolders,
  as?: string,
  options: ImportFromUrlOptions = {},
): Promise<InstalledModel> {
  const address = checkedUrl(url).href;
  const entry = (await readCatalogue(folders)).find(({ file }) => file.url === address);
  if (entry) return installFromCatalogue(entry, folders, as, options);
  const target = downloadPath(folders, address, fileNameOf(address));
  await download(address, target, options);
  return importModel(target, folders, as, options).finally(() => rm(target, { force: true }));
}

/** Downloads a model of the catalogue and installs it; as `importFromUrl`. */
export async function installFromCatalogue(
  entry: CatalogueEntry,
  folders: ModelFolders,
  as = entry.id,
  options: ImportFromUrlOptions = {},
): Promise<InstalledModel> {
  const { url, name, bytes: size, hash } = entry.file;
  const target = downloadPath(folders, url, name);
  await download(url, target, { ...options, size, hash });
  try {
    if (!entry.manifest) return await importModel(target, folders, as, options);
    await beginStep(options, 'read');
    const { id, version, licence, description } = entry;
    const given = { id, version, licence, description, name: entry.name, ...entry.manifest };
    const files = {
      name: id,
      manifest: new TextEncoder().encode(JSON.stringify(given)),
      network: { name, bytes: await readNetworkFile(target) },
      card: new TextEncoder().encode(catalogueCard(entry)),
    };
    const parts = await fromManifest(files, options);
    const source = { ...parts.manifest.source, url };
    return await installParts({ ...parts, manifest: { ...parts.manifest, source } }, folders, as, options);
  } finally {
    await rm(target, { force: true });
  }
}

/** What an unfinished download of a model of the catalogue has left to go on from, in bytes. */
export async function unfinishedBytes(folders: ModelFolders, { file }: CatalogueEntry): Promise<number> {
  return partBytes(downloadPath(folders, file.url, file.name));
}

async function download(
  url: string,
  target: string,
  options: ImportFromUrlOptions & Pick<DownloadOptions, 'size' | 'hash'>,
): Promise<void> {
  await beginStep(options, 'download');
  await downloadFile(url, target, { ...options, onVerify: () => beginStep(options, 'verify') });
}

/** Each address has a place of its own, so that an unfinished download is found again. */
function downloadPath({ home }: ModelFolders, url: string, name: string): string {
  const key = createHash('sha256').update(url).digest('hex').slice(0, 12);
  return join(home, 'downloads', `${key}-${name}`);
}

/** The last part of the address, as a file's name. */
function fileNameOf(address: string): string {
  const name = basename(decodeURIComponent(new URL(address).pathname)).replace(/[^\w.-]/g, '_');
  return name.slice(-100) || 'model';
}
