import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const networkName = /\.(?:onnx|pt|pth|ts)$/i;
const bundleConfig = /^(?:metadata\.json|inference\.(?:json|ya?ml))$/i;

/**
 * Tells models from scans among dropped paths, by names alone: archives, networks and weights, and folders that hold a bundle's
 * configuration or a manifest.json with a network beside it. Everything else is left to be opened as a scan.
 */
export async function modelsAmong(
  paths: readonly string[],
): Promise<{ readonly models: string[]; readonly others: string[] }> {
  const areModels = await Promise.all(paths.map(isModel));
  return {
    models: paths.filter((_, n) => areModels[n]),
    others: paths.filter((_, n) => !areModels[n]),
  };
}

async function isModel(path: string): Promise<boolean> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return networkName.test(path) || /\.zip$/i.test(path);
  const names = await namesIn(path);
  if (names.includes('manifest.json') && names.some((name) => networkName.test(name))) return true;
  return (await namesIn(join(path, 'configs'))).some((name) => bundleConfig.test(name));
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
