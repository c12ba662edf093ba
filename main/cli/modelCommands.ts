import type { CatalogueEntry } from '../contract/catalogue.ts';
import { pruneGraphs } from '../pipeline/graphCache.ts';
import {
  findModel,
  listModels,
  modelBytes,
  readCatalogue,
  removeModel,
  sourceOf,
  type InstalledModel,
} from '../models/index.ts';
import { importAndInstall, type ImportOptions } from './importAndInstall.ts';
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

/** `volscope models import PATH|URL [--as ID] [--replace]` */
export async function importCommand(source: string, options: ImportOptions): Promise<void> {
  await importAndInstall(sourceOf(source), options);
}

/** `volscope models install ID [--as ID] [--replace]` */
export async function installCommand(id: string, options: ImportOptions): Promise<void> {
  await importAndInstall({ kind: 'catalogue', modelId: id }, { as: id, ...options });
}

/** `volscope models remove ID` */
export async function removeCommand(id: string): Promise<void> {
  const folders = places.folders();
  await findModel(folders, id);
  await removeModel(folders, id);
  await pruneGraphs(places.cache(), folders);
  process.stdout.write(`Removed ${id}\n`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
