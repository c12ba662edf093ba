import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { VolscopeError } from '../contract/errors.ts';
import {
  buildNetwork,
  encodeModel,
  networkNames,
  readCheckpoint,
  unetOfWeights,
  type StateDict,
} from '../onnx/index.ts';
import { fromManifest, type ImportedParts } from './fromManifest.ts';
import { beginStep, type ImportHooks } from './importSteps.ts';
import { withManifestBeside } from './manifestFiles.ts';
import { listModels, sha256, type ModelFolders } from './registry.ts';

/**
 * A model from a bare checkpoint (.pt, .pth, .ts). Weights alone tell neither a network's strides nor how a scan becomes its
 * input: both come from the model whose source is this very file, or from a manifest.json beside it.
 * @throws VolscopeError('model') that says what the weights leave open, and what to import instead.
 */
export async function fromWeights(
  path: string,
  bytes: Uint8Array,
  folders: ModelFolders,
  hooks: ImportHooks = {},
): Promise<ImportedParts> {
  await beginStep(hooks, 'build');
  const weights = readCheckpoint(bytes);
  const source = sha256(bytes);
  const known = (await listModels(folders)).find(({ manifest }) => manifest.source.sha256 === source);
  if (known) {
    const card = await readFile(join(known.folder, 'card.md'), 'utf8').catch(
      () => `# ${known.manifest.name}\n`,
    );
    return { manifest: known.manifest, network: encodeModel(buildNetwork(weights)), card };
  }
  const files = await withManifestBeside(path, bytes);
  if (files) return fromManifest(files, hooks);
  throw new VolscopeError(
    'model',
    `"${basename(path)}" holds ${describe(weights)}, and how a scan is prepared for it is not known; import the MONAI bundle that it comes from, or put a manifest.json with "network_def" and "recipe" beside it.`,
  );
}

function describe(weights: StateDict): string {
  const read = unetOfWeights(weights);
  if (!read) {
    return `weights that don't tell their network (supported are MONAI's ${networkNames.join(', ')})`;
  }
  const { channels, out_channels } = read.def;
  return `a MONAI UNet (channels ${channels.join(', ')}; ${out_channels} out), but its ${read.guessed.join(', ')} can't be read from weights`;
}
