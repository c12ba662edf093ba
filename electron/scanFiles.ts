import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Scans are looked for in folders so deep below a dropped one. */
const MAX_DEPTH = 8;

/** Masks and contours that Volscope has written beside their scans are no scans. */
const isScan = (name: string) =>
  /\.nii(\.gz)?$/i.test(name) && !/_(mask|contour)\.nii(\.gz)?$/i.test(name) && !name.startsWith('.');

/**
 * The scans that dropped or named paths mean: a file is taken as it is, whatever its name; a folder stands for the .nii and
 * .nii.gz files in it and below, in the order in which people count ("scan2" before "scan10").
 */
export async function scanFilesOf(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) => ((await isFolder(path)) ? scansIn(path, MAX_DEPTH) : [path])),
  );
  return [...new Set(found.flat())];
}

async function scansIn(folder: string, depth: number): Promise<string[]> {
  if (depth === 0) return [];
  // One that may not be read holds nothing for us.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const byName = new Intl.Collator('en', { numeric: true });
  const sorted = entries.sort((a, b) => byName.compare(a.name, b.name));
  const found: string[] = [];
  for (const entry of sorted) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('.')) found.push(...(await scansIn(path, depth - 1)));
    else if (entry.isFile() && isScan(entry.name)) found.push(path);
  }
  return found;
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
