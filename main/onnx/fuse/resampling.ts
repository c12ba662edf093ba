import type { FusedRecipe } from './fusedRecipe.ts';
import type { GraphBuilder } from '../graph/builder.ts';
import type { GraphValue } from '../graph/graph.ts';
import { floatTensor } from '../graph/tensor.ts';
import { addBands, addPicking, type Bands } from './bands.ts';

/** The inputs that `addResampling` reads: the crop and a matrix for each axis. */
export function resamplingInputs(recipe: FusedRecipe, voxelType: GraphValue['type']): GraphValue[] {
  const [ni, nj, nk] = recipe.resample.shapeIjk;
  return [
    { name: 'volume', type: voxelType, dims: ['k', 'j', 'i'] },
    { name: 'resampleI', type: 'float32', dims: ['i', ni] },
    { name: 'resampleJ', type: 'float32', dims: [nj, 'j'] },
    { name: 'resampleK', type: 'float32', dims: [nk, 'k'] },
  ];
}

/** What kind of processor a graph is made for. */
export type Processor = 'cpu' | 'gpu';

/**
 * Adds what turns HU into the network's input: clip, resample axis by axis, map to [0, 1]. As the weights for one output
 * sum to 1, the map commutes with resampling and is done last, on the smaller grid; the clip does not.
 *
 * j comes first, then i, for a scan has more voxels than the network along them and fewer along k. Rows and slices can be
 * picked cheaply, so on the CPU only bands of the matrices are multiplied along j and k; along i, where voxels lie side by
 * side, picking costs more than it saves. On a GPU the matrices stay whole, for
 * finding out what to pick takes round trips to the host.
 * @returns the name of the input, float32 [1, 1, Nk, Nj, Ni]
 */
export function addResampling(graph: GraphBuilder, recipe: FusedRecipe, processor: Processor): string {
  const { intensity, resample } = recipe;
  const [ni, nj, nk] = resample.shapeIjk;
  const { fromHu, toHu } = intensity;
  const bandsOf = (matrix: string, outputs: number): Bands =>
    processor === 'cpu' ? addBands(graph, matrix, outputs) : { weights: matrix };
  const scalar = (name: string, value: number): string => graph.constant(name, floatTensor([], [value]));

  const bandsJ = bandsOf('resampleJ', nj);
  const rows = addPicking(graph, 'volume', bandsJ, 1);
  const hu = graph.node('Cast', [rows], 'hu', { to: 1 });
  const clipped = graph.node('Clip', [hu, scalar('fromHu', fromHu), scalar('toHu', toHu)], 'clippedHu');
  const blocksJ = graph.node('MatMul', [bandsJ.weights, clipped], 'blocksJ');
  const alongJ = graph.node('Reshape', [blocksJ, graph.integers(0, nj, -1)], 'resampledJ');

  const alongI = graph.node('MatMul', [alongJ, 'resampleI'], 'resampledI');

  const planes = graph.node('Reshape', [alongI, graph.integers(0, nj * ni)], 'planes');
  const bandsK = bandsOf('resampleK', nk);
  const slices = addPicking(graph, planes, bandsK, 0);
  const weights = graph.node(
    'Mul',
    [bandsK.weights, scalar('perHu', 1 / (toHu - fromHu))],
    'scaledResampleK',
  );
  const alongK = graph.node('MatMul', [weights, slices], 'blocksK');
  const scaled = graph.node('Add', [alongK, scalar('offset', -fromHu / (toHu - fromHu))], 'scaled');
  return graph.node('Reshape', [scaled, graph.integers(1, 1, nk, nj, ni)], 'networkInput');
}
