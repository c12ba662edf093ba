import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import { decodeModel } from '../graph/decode.ts';
import { encodeModel } from '../graph/encode.ts';
import { optimise } from '../rewrite/optimise.ts';
import { removeIdentity } from '../rewrite/removeIdentity.ts';

/**
 * A network alone, rewritten for one window at a time: float32 [1, 1, k, j, i] in, logits [1, channels, k, j, i] out. With
 * a fixed shape transposed convolutions can be rewritten too, which is several times faster.
 * @param shapeKji the window's shape; left out where the network must take any
 * @throws VolscopeError('model') if it takes more than one channel, or the shape does not fit it.
 */
export function windowGraph(networkOnnx: Uint8Array, shapeKji?: readonly number[]): Uint8Array {
  const network = decodeModel(networkOnnx);
  const [input] = network.inputs;
  if (network.inputs.length !== 1 || input?.dims[1] !== 1)
    throw new VolscopeError(
      'model',
      sentence`The network must take one image of one channel; this one does not.`,
    );
  const dims = [1, 1, ...(shapeKji ?? ['k', 'j', 'i'])];
  const known = shapeKji ? new Map([[input.name, [1, 1, ...shapeKji]]]) : new Map<string, number[]>();
  const graph = { ...removeIdentity(network), inputs: [{ ...input, dims }] };
  return encodeModel(removeIdentity(optimise(graph, known)));
}
