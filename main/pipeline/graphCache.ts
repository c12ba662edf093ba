import { createHash } from 'node:crypto';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProviderName } from '../contract/provider.ts';
import { fuseGraph } from '../onnx/index.ts';
import { GRAPH_REVISION } from '../onnx/revision.ts';
import { readNetwork, type InstalledModel } from '../models/index.ts';
import type { Volume } from '../volume/volume.ts';
import { writeFileAtomically } from '../volume/atomicFile.ts';

export type VoxelType = 'int16' | 'float32';

/** The type in which a scan's voxels go into the graph: as they are in memory. */
export function voxelTypeOf(volume: Volume): VoxelType {
  return volume.voxelsHu instanceof Int16Array ? 'int16' : 'float32';
}

/**
 * The path of a model's fused graph (transforms and network in one), for the kind of processor that it
 * is to run on; made on first use and kept in the cache folder under a hash of everything that it is made of. Throws VolscopeError('model') where the network can't be read.
 */
export async function fusedGraphPath(
  model: InstalledModel,
  voxelType: VoxelType,
  cacheFolder: string,
  provider: ProviderName = 'cpu',
): Promise<string> {
  const processor = provider === 'cpu' ? 'cpu' : 'gpu';
  const { network: source, recipe } = model.manifest;
  const key = createHash('sha256')
    .update(JSON.stringify([GRAPH_REVISION, source.sha256, recipe, voxelType, processor]))
    .digest('hex');
  const path = join(cacheFolder, 'graphs', `${key.slice(0, 32)}.onnx`);
  if (await exists(path)) return path;

  const network = await readNetwork(model);
  await mkdir(join(cacheFolder, 'graphs'), { recursive: true });
  await writeFileAtomically(path, fuseGraph(network, recipe, { voxelType, processor }));
  return path;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
