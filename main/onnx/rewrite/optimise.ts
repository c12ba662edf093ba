import type { Graph } from '../graph/graph.ts';
import { addParallelConvolutions } from './addParallelConvolutions.ts';
import { foldBatchNorm } from './foldBatchNorm.ts';
import { distributePointwise, foldPointwise } from './foldPointwise.ts';
import { lowerConvTranspose } from './lowerConvTranspose.ts';
import type { Shape } from './shapes.ts';
import { sharedSlopeToLeakyRelu } from './sharedSlope.ts';

/** The same function, faster: what onnxruntime computes well on every provider. */
export function optimise(graph: Graph, inputShapes: ReadonlyMap<string, Shape>): Graph {
  const passes: ((graph: Graph) => Graph)[] = [
    foldBatchNorm,
    sharedSlopeToLeakyRelu,
    (each) => lowerConvTranspose(each, inputShapes),
    distributePointwise,
    foldPointwise,
    addParallelConvolutions,
  ];
  return passes.reduce((each, pass) => pass(each), graph);
}
