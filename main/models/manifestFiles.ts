import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import { unzipFiles } from '../onnx/index.ts';

/** A manifest and what it is the manifest of, read but not yet believed. */
export interface ManifestFiles {
  /** The folder's or the archive's, for an id where the manifest gives none. */
  readonly name: string;
  readonly manifest: Uint8Array;
  /** An ONNX network or a PyTorch checkpoint. */
  readonly network: { readonly name: string; readonly bytes: Uint8Array };
  readonly card: Uint8Array | undefined;
}

const networkName = /\.(?:onnx|pt|pth|ts)$/i;
const maxNetworkBytes = 2 ** 31;

/**
 * The manifest.json, network and card.md of a folder.
 * @param names what is in it
 * @returns undefined if there is no manifest.json
 * @throws VolscopeError('model') if there is not just one network with it, or a file can't be read.
 */
export async function manifestFilesOfFolder(
  folder: string,
  names: readonly string[],
): Promise<ManifestFiles | undefined> {
  if (!names.includes('manifest.json')) return undefined;
  const network = oneNetwork(names);
  const bytes = await readNetworkFile(join(folder, network));
  return withManifestBeside(join(folder, network), bytes, basename(folder));
}

/** The network with the manifest.json and card.md that lie beside it; undefined if there is no manifest. */
export async function withManifestBeside(
  path: string,
  bytes: Uint8Array,
  name = basename(path).replace(networkName, ''),
): Promise<ManifestFiles | undefined> {
  const beside = (file: string): Promise<Uint8Array | undefined> =>
    readFile(join(dirname(path), file)).catch(() => undefined);
  const manifest = await beside('manifest.json');
  return (
    manifest && { name, manifest, network: { name: basename(path), bytes }, card: await beside('card.md') }
  );
}

/** The same in a zip archive, at its top or within one folder; undefined if it holds no manifest.json. */
export function manifestFilesOfZip(archive: Uint8Array, name: string): ManifestFiles | undefined {
  const inside = (path: string): string => path.replace(/^[^/]+\/(?=[^/]+$)/, '');
  const isWanted = (file: string): boolean =>
    file === 'manifest.json' || file === 'card.md' || (networkName.test(file) && !file.includes('/'));
  const found = Object.entries(unzipFiles(archive, (path) => isWanted(inside(path))));
  const files = new Map(found.map(([path, content]) => [inside(path), content]));
  const manifest = files.get('manifest.json');
  if (!manifest) return undefined;
  const network = oneNetwork([...files.keys()]);
  const bytes = files.get(network) ?? new Uint8Array();
  return {
    name: name.replace(/\.zip$/i, ''),
    manifest,
    network: { name: network, bytes },
    card: files.get('card.md'),
  };
}

/** @throws VolscopeError('model') if it can't be read or is larger than any network. */
export async function readNetworkFile(path: string): Promise<Uint8Array> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new VolscopeError('model', sentence`"${path}" can't be read; check the path.`, { cause });
  });
  if (size > maxNetworkBytes) {
    throw new VolscopeError(
      'model',
      sentence`"${basename(path)}" is over 2 GiB, larger than any network that is supported.`,
    );
  }
  return readFile(path);
}

function oneNetwork(names: readonly string[]): string {
  const networks = names.filter((name) => networkName.test(name));
  const chosen = networks.find((name) => name === 'model.onnx') ?? networks[0];
  if (chosen !== undefined && (networks.length === 1 || chosen === 'model.onnx')) return chosen;
  throw new VolscopeError(
    'model',
    networks.length === 0
      ? sentence`There is a manifest.json, but no network (model.onnx or model.pt) beside it.`
      : sentence`There are several networks beside the manifest.json (${networks.join(', ')}); leave one.`,
  );
}
