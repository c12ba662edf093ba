import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import { unzipFiles } from '../../onnx/index.ts';

/** Everything of a bundle that is read, by path inside of it ("configs/metadata.json"). */
export interface BundleFiles {
  readonly name: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const configPaths = /^configs\/(?:metadata\.json|inference\.(?:json|ya?ml))$/;
const weightPaths = /^models\/[^/]+\.(?:pt|pth|ts)$/;
const licencePaths = /^(?:docs\/)?LICEN[CS]E(?:\.txt|\.md)?$/i;
const maxConfigBytes = 2 ** 24;
const maxWeightBytes = 2 ** 31;

function isWanted(path: string): boolean {
  return configPaths.test(path) || weightPaths.test(path) || licencePaths.test(path);
}

/** Is this a bundle's folder, by its files' names? */
export async function isBundleFolder(folder: string): Promise<boolean> {
  const names = await readdir(join(folder, 'configs')).catch(() => [] as string[]);
  return names.some((name) => configPaths.test(`configs/${name}`));
}

/**
 * Reads a bundle's folder; what segmentation has no use for is left alone.
 * @param topNames what is at the folder's top
 */
export async function readBundleFolder(folder: string, topNames: readonly string[]): Promise<BundleFiles> {
  const files = new Map<string, Uint8Array>();
  for (const parent of ['', 'configs', 'models', 'docs']) {
    const names = parent ? await readdir(join(folder, parent)).catch(() => []) : topNames;
    for (const name of names) {
      const path = parent ? `${parent}/${name}` : name;
      if (!isWanted(path)) continue;
      const info = await stat(join(folder, path));
      if (info.size > (weightPaths.test(path) ? maxWeightBytes : maxConfigBytes)) throw tooLarge(path);
      if (info.isFile()) files.set(path, await readFile(join(folder, path)));
    }
  }
  return { name: basename(folder), files };
}

/**
 * A bundle in a zip archive, at its top or within one folder (as the model zoo packs them); undefined where it holds none. Files
 * are read in memory: nothing is unpacked to the disk.
 * @throws VolscopeError('model') if the archive is damaged or inflates beyond reason.
 */
export function readBundleZip(bytes: Uint8Array, name: string): BundleFiles | undefined {
  const inside = (path: string) => (isWanted(path) ? path : path.replace(/^[^/]+\//, ''));
  const files = unzipFiles(bytes, (path) => isWanted(inside(path)), sentence`archive`);
  const found = new Map(Object.entries(files).map(([path, content]) => [inside(path), content]));
  if (![...found.keys()].some((path) => configPaths.test(path))) return undefined;
  for (const [path, content] of found)
    if (!weightPaths.test(path) && content.byteLength > maxConfigBytes) throw tooLarge(path);
  return { name: name.replace(/\.zip$/i, ''), files: found };
}

function tooLarge(path: string): VolscopeError {
  return new VolscopeError('model', sentence`The bundle's "${path}" is larger than any that is supported.`);
}

/** The first of these files that is there. */
export function firstFile(
  { files }: BundleFiles,
  ...paths: readonly string[]
): { path: string; bytes: Uint8Array } | undefined {
  for (const path of paths) {
    const bytes = files.get(path);
    if (bytes) return { path, bytes };
  }
  return undefined;
}

/** The licence file, whatever it is called. */
export function licenceText({ files }: BundleFiles): string | undefined {
  const [, bytes] = [...files].find(([path]) => licencePaths.test(path)) ?? [];
  return bytes && new TextDecoder().decode(bytes);
}
