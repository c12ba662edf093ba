import { VolscopeError } from '../../contract/errors.ts';
import type { StateDict } from '../checkpoint/readCheckpoint.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { isMonaiUNet, monaiUNet, monaiUNetClasses } from './monaiUNet.ts';
import { Weights } from './weights.ts';

/** Each kind of network that can be told by the names of its weights. */
const architectures = [{ matches: isMonaiUNet, build: monaiUNet, classes: monaiUNetClasses }];

/**
 * The network that a checkpoint's weights belong to, as a graph: `input` float32 [1, channels, k, j, i], `logits`
 * [1, classes, k, j, i], its kernels turned to our axis order. The grid's sides must be divisible by 2 to the number of
 * levels (16 for MONAI's default).
 * @throws VolscopeError('model') if no known network has such weights.
 */
export function buildNetwork(stateDict: StateDict): Graph {
  const weights = new Weights(stateDict);
  const architecture = architectures.find(({ matches }) => matches(weights));
  if (!architecture) {
    throw new VolscopeError('model', 'The weights are those of an unknown network; MONAI UNet is supported.');
  }
  const builder = new GraphBuilder();
  const output = architecture.build(builder, 'input', weights);
  builder.append({ op: 'Identity', inputs: [output], outputs: ['logits'], attributes: {} });
  const [firstKernel] = stateDict.values();
  const grid = ['k', 'j', 'i'];
  return builder.build(
    'network',
    [{ name: 'input', type: 'float32', dims: [1, firstKernel!.dims[1], ...grid] }],
    [{ name: 'logits', type: 'float32', dims: [1, architecture.classes(weights), ...grid] }],
  );
}
