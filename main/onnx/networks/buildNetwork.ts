import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import type { StateDict } from '../checkpoint/readCheckpoint.ts';
import type { Graph } from '../graph/graph.ts';
import { buildFromDef } from './buildFromDef.ts';
import { networkNames } from './networkDef.ts';
import { unetOfWeights } from './unetOfWeights.ts';

/**
 * The network of a checkpoint that comes without a definition, where its weights tell everything but the strides, which
 * are taken to be 2 at each level. For checkpoints that are known: others may stride in another way.
 * @returns as `buildFromDef`
 * @throws VolscopeError('model') if the weights leave more than the strides open, or belong to no known network.
 */
export function buildNetwork(stateDict: StateDict): Graph {
  const read = unetOfWeights(stateDict);
  if (!read) {
    throw new VolscopeError(
      'model',
      sentence`The weights alone don't tell which network they belong to; import the MONAI bundle that they come from (supported are ${networkNames.join(', ')}).`,
    );
  }
  const open = read.guessed.filter((option) => option !== 'strides');
  if (open.length > 0) {
    throw new VolscopeError(
      'model',
      sentence`The weights are those of a MONAI UNet, but its ${open.join(', ')} can't be read from them; import the MONAI bundle that they come from.`,
    );
  }
  return buildFromDef(read.def, stateDict);
}
