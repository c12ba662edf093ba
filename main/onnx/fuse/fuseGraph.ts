import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import type { FusedRecipe } from './fusedRecipe.ts';
import { GraphBuilder } from '../graph/builder.ts';
import { decodeModel } from '../graph/decode.ts';
import { encodeModel } from '../graph/encode.ts';
import type { Graph, GraphValue } from '../graph/graph.ts';
import { optimise } from '../rewrite/optimise.ts';
import { removeIdentity } from '../rewrite/removeIdentity.ts';
import type { Shape } from '../rewrite/shapes.ts';
import { addLogitDifference } from './logitDifference.ts';
import { addResampling, resamplingInputs, type Processor } from './resampling.ts';

export interface FuseOptions {
  /** The scan's voxel type, handed to the graph as it is. */
  readonly voxelType?: 'int16' | 'float32';
  /** What the graph will run on; either kind runs both, only slower. */
  readonly processor?: Processor;
}

/**
 * One graph from the scan's crop to the difference of the logits, so that a processor gets the scan once, as it is stored,
 * and gives one volume back. (Ni, Nj, Nk) is the recipe's grid.
 *
 * Inputs: `volume` [k, j, i] in HU, the crop in RAS order; three resampling matrices in float32 whose weights for one output
 * sum to 1: `resampleI` [i, Ni], `resampleJ` [Nj, j], `resampleK` [Nk, k].
 * Output: `logitDiff` float32 [Nk, Nj, Ni], logit 1 minus logit 0.
 * @param networkOnnx float32 [1, 1, k, j, i] in, logits [1, 2, k, j, i] out
 * @throws VolscopeError('model') if the network is of another shape or not readable.
 */
export function fuseGraph(
  networkOnnx: Uint8Array,
  recipe: FusedRecipe,
  options: FuseOptions = {},
): Uint8Array {
  return encodeModel(removeIdentity(fuse(decodeModel(networkOnnx), recipe, options)));
}

function fuse(
  network: Graph,
  recipe: FusedRecipe,
  { voxelType = 'int16', processor = 'cpu' }: FuseOptions,
): Graph {
  const [ni, nj, nk] = recipe.resample.shapeIjk;
  const [input, logits] = [network.inputs[0], network.outputs[0]];
  if (input?.dims[1] !== 1 || logits?.dims[1] !== 2) {
    throw new VolscopeError(
      'model',
      sentence`The network must take one channel and tell two classes; this one does not.`,
    );
  }
  const graph = new GraphBuilder();
  const resampled = addResampling(graph, recipe, processor);
  const difference = addNetwork(graph, network, resampled, [1, 1, nk, nj, ni]);
  const flat = graph.node('Reshape', [difference, graph.integers(nk, nj, ni)], 'logitDiff');
  return graph.build('pipeline', resamplingInputs(recipe, voxelType), [
    { name: flat, type: 'float32', dims: [nk, nj, ni] },
  ]);
}

/** Adds the rewritten network and returns the name of the logit difference, [1, 1, k, j, i]. */
function addNetwork(graph: GraphBuilder, network: Graph, resampled: string, shape: Shape): string {
  const [input] = network.inputs;
  const head = new GraphBuilder();
  head.include(network);
  const difference = addLogitDifference(head, network.outputs[0].name);
  const output: GraphValue = { name: difference, type: 'float32', dims: shape };
  const whole = removeIdentity(head.build('network', [input], [output]));
  graph.append({ op: 'Identity', inputs: [resampled], outputs: [input.name], attributes: {} });
  graph.include(optimise(whole, new Map([[input.name, shape]])));
  return difference;
}
