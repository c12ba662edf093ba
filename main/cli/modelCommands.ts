import type { CatalogueEntry } from '../contract/catalogue.ts';
import {
  findInCatalogue,
  findModel,
  importFromUrl,
  importModel,
  installFromCatalogue,
  isUrl,
  listModels,
  modelBytes,
  readCatalogue,
  removeModel,
  type InstalledModel,
} from '../models/index.ts';
import { downloadLine } from './downloadLine.ts';
import { places } from './places.ts';

/** `volscope models list` */
export async function listCommand(options: { json?: boolean }): Promise<void> {
  const models = await listModels(places.folders());
  const rows = await Promise.all(models.map(asRow));
  if (options.json) {
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  for (const { id, name, origin, licence, bytes } of rows)
    process.stdout.write(`${id.padEnd(26)} ${name} (${origin}, ${licence}, ${megabytes(bytes)})\n`);
}

async function asRow(model: InstalledModel) {
  const { manifest, origin } = model;
  return {
    id: manifest.id,
    name: manifest.name,
    version: manifest.version,
    licence: manifest.licence,
    origin,
    bytes: await modelBytes(model),
    sha256: manifest.network.sha256,
    classes: manifest.classes,
  };
}

/** `volscope models catalogue` */
export async function catalogueCommand(options: { json?: boolean }): Promise<void> {
  const folders = places.folders();
  const installed = new Set((await listModels(folders)).map(({ manifest }) => manifest.id));
  const rows = (await readCatalogue(folders)).map(({ manifest: _, ...entry }) => ({
    ...entry,
    installed: installed.has(entry.id),
  }));
  if (options.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else for (const entry of rows) process.stdout.write(`${entry.id.padEnd(26)} ${describe(entry)}\n`);
}

function describe(entry: Omit<CatalogueEntry, 'manifest'> & { installed: boolean }): string {
  const figures = entry.figures.map(({ name, value, of }) => `${name} ${value} on ${of}`);
  return [entry.name, entry.licence, ...figures, entry.installed ? 'installed' : 'not installed'].join('; ');
}

/** `volscope models import PATH|URL [--as ID]` */
export async function importCommand(source: string, options: { as?: string }): Promise<void> {
  const folders = places.folders();
  const { manifest, folder } = isUrl(source)
    ? await withDownload((download) => importFromUrl(source, folders, options.as, download))
    : await importModel(source, folders, options.as);
  process.stdout.write(`Imported ${manifest.id} to ${folder}\n`);
}

/** `volscope models install ID [--as ID]` */
export async function installCommand(id: string, options: { as?: string }): Promise<void> {
  const folders = places.folders();
  const entry = await findInCatalogue(folders, id);
  const { manifest, folder } = await withDownload((download) =>
    installFromCatalogue(entry, folders, options.as, download),
  );
  process.stdout.write(`Imported ${manifest.id} to ${folder}\n`);
}

async function withDownload<T>(
  work: (download: { onProgress: ReturnType<typeof downloadLine>['show'] }) => Promise<T>,
): Promise<T> {
  const line = downloadLine(process.stderr);
  return work({ onProgress: line.show }).finally(line.end);
}

/** `volscope models remove ID` */
export async function removeCommand(id: string): Promise<void> {
  const folders = places.folders();
  await findModel(folders, id);
  await removeModel(folders, id);
  process.stdout.write(`Removed ${id}\n`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
