import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { importedFolder, type ModelFolders } from './registry.ts';
import { removeStaging, stagingParent } from './staging.ts';

const HOUR_MS = 3_600_000;
/** An unfinished download may be gone on with; for so long. */
const PART_MS = 30 * 24 * HOUR_MS;

/**
 * Deletes what imports have left that were killed half-way: folders that were being written, files that were downloaded but not
 * yet imported, and old unfinished downloads. A model that was being replaced is put back. What is younger than an hour may
 * belong to an import that is under way in another process, and stays.
 * @param now milliseconds since 1970
 */
export async function sweepLeftovers(folders: ModelFolders, now: number): Promise<void> {
  const models = importedFolder(folders);
  const names = await namesIn(models);
  for (const name of names) {
    const [, id, kind] = /^\.(.+)-[0-9a-f-]{36}-(new|old)$/.exec(name) ?? [];
    if (id === undefined || (await ageMs(join(models, name), now)) < HOUR_MS) continue;
    if (kind === 'old' && !names.includes(id))
      await rename(join(models, name), join(models, id)).catch(ignore);
    else await rm(join(models, name), { recursive: true, force: true }).catch(ignore);
  }
  const staging = stagingParent(folders.home);
  for (const name of await namesIn(staging))
    if ((await ageMs(join(staging, name), now)) >= HOUR_MS) await removeStaging(join(staging, name));
  const downloads = join(folders.home, 'downloads');
  for (const name of await namesIn(downloads)) {
    const kept = /\.part(?:\.json)?$/.test(name) ? PART_MS : HOUR_MS;
    if ((await ageMs(join(downloads, name), now)) >= kept)
      await rm(join(downloads, name), { force: true }).catch(ignore);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

/** Of one that is gone meanwhile: none. */
async function ageMs(path: string, now: number): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => now - mtimeMs,
    () => 0,
  );
}

/** What can't be deleted now is met again at the next start. */
function ignore(): void {}
