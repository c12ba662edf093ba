import { copyFile, mkdir, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { inCache } from '../lib/paths.ts';

/** So many scans to segment that are all the same: their paths. */
export async function copiesOf(source: string, count: number): Promise<string[]> {
  const folder = inCache('bench', 'batch', basename(source).replace(/\.nii\.gz$/, ''));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const paths = Array.from({ length: count }, (_, n) => `${folder}/scan${n}.nii.gz`);
  await Promise.all(paths.map((path) => copyFile(source, path)));
  return paths;
}
