import { findModel, importModel, listModels, removeModel } from '../models/index.ts';
import { places } from './places.ts';

/** `volscope models list` */
export async function listCommand(options: { json?: boolean }): Promise<void> {
  const models = await listModels(places.folders());
  if (options.json) {
    const rows = models.map(({ manifest, origin }) => ({
      id: manifest.id,
      name: manifest.name,
      version: manifest.version,
      licence: manifest.licence,
      origin,
      sha256: manifest.network.sha256,
      classes: manifest.classes,
    }));
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  for (const { manifest, origin } of models)
    process.stdout.write(`${manifest.id.padEnd(26)} ${manifest.name} (${origin}, ${manifest.licence})\n`);
}

/** `volscope models import PATH [--as ID]` */
export async function importCommand(path: string, options: { as?: string }): Promise<void> {
  const { manifest, folder } = await importModel(path, places.folders(), options.as);
  process.stdout.write(`Imported ${manifest.id} to ${folder}\n`);
}

/** `volscope models remove ID` */
export async function removeCommand(id: string): Promise<void> {
  const folders = places.folders();
  await findModel(folders, id);
  await removeModel(folders, id);
  process.stdout.write(`Removed ${id}\n`);
}
