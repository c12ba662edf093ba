import { createHash } from 'node:crypto';
import { access, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProviderName } from '../contract/provider.ts';
import { fusedRecipeOf, fuseGraph, windowGraph } from '../onnx/index.ts';
import { GRAPH_REVISION } from '../onnx/revision.ts';
import { listModels, readNetwork, type InstalledModel, type ModelFolders } from '../models/index.ts';
import type { Volume } from '../volume/volume.ts';
import { writeFileAtomically } from '../volume/atomicFile.ts';
import { fixedInputShape } from './windowPlan.ts';

export type VoxelType = 'int16' | 'float32';

/** The type in which a scan's voxels go into the graph: as they are in memory. */
export function voxelTypeOf(volume: Volume): VoxelType {
  return volume.voxelsHu instanceof Int16Array ? 'int16' : 'float32';
}

/**
 * The path of the graph that `segmentVolume` runs for a model, for the kind of processor that it is to run on: transforms and
 * network in one where the recipe has that form, else the network alone, for its window. Made on first use and kept in the
 * cache folder under the network's hash and one of everything else that it is made for. Throws VolscopeError('model') where the network can't be read.
 */
export async function fusedGraphPath(
  model: InstalledModel,
  voxelType: VoxelType,
  cacheFolder: string,
  provider: ProviderName = 'cpu',
): Promise<string> {
  const processor = provider === 'cpu' ? 'cpu' : 'gpu';
  const { network: source, recipe } = model.manifest;
  const fused = fusedRecipeOf(recipe);
  const windowKji = fused ? undefined : fixedInputShape(recipe);
  const madeFor = fused ? [fused, voxelType, processor] : ['window', windowKji ?? 'any'];
  const key = createHash('sha256').update(JSON.stringify(madeFor)).digest('hex');
  const path = join(cacheFolder, 'graphs', `${networkPrefix(source.sha256)}${key.slice(0, 16)}.onnx`);
  if (await exists(path)) return path;

  const network = await readNetwork(model);
  await mkdir(join(cacheFolder, 'graphs'), { recursive: true });
  const graph = fused ? fuseGraph(network, fused, { voxelType, processor }) : windowGraph(network, windowKji);
  await writeFileAtomically(path, graph);
  return path;
}

/** Deletes the graphs of models that are not installed any more, and those that another version of this program has made. */
export async function pruneGraphs(cacheFolder: string, folders: ModelFolders): Promise<void> {
  const graphs = join(cacheFolder, 'graphs');
  const names = await readdir(graphs).catch(() => []);
  // Only now: a model that is installed meanwhile keeps its graph.
  const kept = (await listModels(folders)).map(({ manifest }) => networkPrefix(manifest.network.sha256));
  for (const name of names) {
    // Hidden ones are being written.
    if (name.startsWith('.') || kept.some((prefix) => name.startsWith(prefix))) continue;
    // One that a session holds on to (Windows) goes at the next start.
    await rm(join(graphs, name), { force: true }).catch(() => undefined);
  }
}

/** What the names of all graphs of one network begin with. */
function networkPrefix(sha256: string): string {
  return `r${GRAPH_REVISION}-${sha256.slice(0, 24)}-`;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
