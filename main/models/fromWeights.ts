import { basename } from 'node:path';
import { VolscopeError } from '../contract/errors.ts';
import { sentence, type Sentence } from '../contract/sentence.ts';
import type { KnownSource } from '../contract/importer.ts';
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
import { sha256 } from './registry.ts';

/**
 * A model from a bare checkpoint (.pt, .pth, .ts). Weights alone tell neither a network's strides nor how a scan becomes its
 * input: both come from the model whose source is this very file, or from a manifest.json beside it.
 * @param known the models that are installed
 * @throws VolscopeError('model') that says what the weights leave open, and what to import instead.
 */
export async function fromWeights(
  path: string,
  bytes: Uint8Array,
  known: readonly KnownSource[],
  hooks: ImportHooks,
): Promise<ImportedParts> {
  await beginStep(hooks, 'build');
  const weights = readCheckpoint(bytes);
  const source = sha256(bytes);
  const model = known.find(({ manifest }) => manifest.source.sha256 === source);
  if (model) return { ...model, network: encodeModel(buildNetwork(weights)) };
  const files = await withManifestBeside(path, bytes);
  if (files) return fromManifest(files, hooks);
  throw new VolscopeError(
    'model',
    sentence`"${basename(path)}" holds ${describe(weights)}, and how a scan is prepared for it is not known; import the MONAI bundle that it comes from, or put a manifest.json with "network_def" and "recipe" beside it.`,
  );
}

function describe(weights: StateDict): Sentence {
  const read = unetOfWeights(weights);
  if (!read) {
    return sentence`weights that don't tell their network (supported are MONAI's ${networkNames.join(', ')})`;
  }
  const { channels, out_channels } = read.def;
  return sentence`a MONAI UNet (channels ${channels.join(', ')}; ${out_channels} out), but its ${read.guessed.join(', ')} can't be read from weights`;
}
