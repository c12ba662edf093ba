import type { Recipe } from '../../contract/manifest.ts';
import type { GraphBuilder } from '../graph/builder.ts';
import type { GraphValue } from '../graph/graph.ts';
import { floatTensor } from '../graph/tensor.ts';

/** The inputs that `addResampling` reads: the crop and a matrix for each axis. */
export function resamplingInputs(recipe: Recipe, voxelType: GraphValue['type']): GraphValue[] {
  const [ni, nj, nk] = recipe.resample.shapeIjk;
  return [
    { name: 'volume', type: voxelType, dims: ['k', 'j', 'i'] },
    { name: 'resampleI', type: 'float32', dims: ['i', ni] },
    { name: 'resampleJ', type: 'float32', dims: [nj, 'j'] },
    { name: 'resampleK', type: 'float32', dims: [nk, 'k'] },
  ];
}

/**
 * Adds what turns HU into the network's input: clip, resample axis by axis, map to [0, 1]. As the weights for one output
 * sum to 1, the map commutes with resampling and is done last, on the smaller grid; the clip does not.
 * @returns the name of the input, float32 [1, 1, Nk, Nj, Ni]
 */
export function addResampling(graph: GraphBuilder, { intensity, resample }: Recipe): string {
  const [ni, nj, nk] = resample.shapeIjk;
  const { fromHu, toHu } = intensity;
  const scalar = (name: string, value: number): string => graph.constant(name, floatTensor([], [value]));
  const hu = graph.node('Cast', ['volume'], 'hu', { to: 1 });
  const clipped = graph.node('Clip', [hu, scalar('fromHu', fromHu), scalar('toHu', toHu)], 'clippedHu');
  // i and j first: scans have more voxels than the network along them, and fewer along k.
  const alongI = graph.node('MatMul', [clipped, 'resampleI'], 'resampledI');
  const alongJ = graph.node('MatMul', ['resampleJ', alongI], 'resampledJ');
  const planes = graph.node('Reshape', [alongJ, graph.integers(0, nj * ni)], 'planes');
  const weights = graph.node('Mul', ['resampleK', scalar('perHu', 1 / (toHu - fromHu))], 'scaledResampleK');
  const alongK = graph.node('MatMul', [weights, planes], 'resampledK');
  const scaled = graph.node('Add', [alongK, scalar('offset', -fromHu / (toHu - fromHu))], 'scaled');
  return graph.node('Reshape', [scaled, graph.integers(1, 1, nk, nj, ni)], 'networkInput');
}
