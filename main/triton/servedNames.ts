import { createHash } from 'node:crypto';
import type { Manifest } from '../contract/manifest.ts';

/** The name under which a server has a model: its id, and for scans that need fractions a variant of it. */
export function servedName(modelId: string, voxelType: 'int16' | 'float32'): string {
  return voxelType === 'int16' ? modelId : `${modelId}-float32`;
}

/** The parameter of config.pbtxt that tells what was exported. */
export const FINGERPRINT = 'volscope_fingerprint';

/** Changes with everything that a model's masks depend on: its network and its recipe. */
export function fingerprintOf({ network, recipe }: Manifest): string {
  return createHash('sha256')
    .update(JSON.stringify([network.sha256, recipe]))
    .digest('hex');
}
