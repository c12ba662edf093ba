import { consumersOf, type Graph, type GraphNode } from '../graph/graph.ts';
import { contiguousStrides, floatTensor, type FloatTensor, type Tensor } from '../graph/tensor.ts';
import { blockPlan, type AxisPlan } from './blockPlan.ts';
import { floatConstant, rewriteNodes } from './edit.ts';
import { placeBlocks } from './placeBlocks.ts';
import { inferShapes, type Shape } from './shapes.ts';

/**
 * A transposed 3D convolution that enlarges each axis by just its stride becomes a plain one that makes the voxels of each
 * block (one input voxel becomes a block of the strides' size) as channels, and moves that put them in place. Onnxruntime
 * computes this several times faster on the CPU, and its WebGPU provider has no transposed 3D convolution at all. A
 * LeakyRelu or Relu that follows is moved before the moves, next to the convolution. Others are left as they are.
 * @param inputShapes of the graph's inputs
 */
export function lowerConvTranspose(graph: Graph, inputShapes: ReadonlyMap<string, Shape>): Graph {
  const shapes = inferShapes(graph, inputShapes);
  const consumers = consumersOf(graph);
  const moved = new Set<GraphNode>();
  return rewriteNodes(graph, (node, add) => {
    if (moved.has(node)) return [];
    const weight = floatConstant(graph, node.inputs[1]);
    const shape = shapes.get(node.inputs[0]);
    const plan = weight && shape && blockPlan(node, weight.dims);
    if (!plan) return undefined;
    const readers = consumers.get(node.outputs[0]) ?? [];
    const activation = readers.length === 1 && isActivation(readers[0]) ? readers[0] : undefined;
    if (activation) moved.add(activation);
    const output = (activation ?? node).outputs[0];
    const bias = floatConstant(graph, node.inputs[2]);
    const nodes: GraphNode[] = [blockConvolution(node, weight, bias, plan, `${output}.blocks`, add)];
    let blocks = nodes[0].outputs[0];
    if (activation) {
      nodes.push({ ...activation, inputs: [blocks], outputs: [`${output}.active`] });
      blocks = `${output}.active`;
    }
    const size = plan.map(({ stride }) => stride);
    return [...nodes, ...placeBlocks({ blocks, output, shape, channels: weight.dims[1], size }, add)];
  });
}

function isActivation({ op }: GraphNode): boolean {
  return op === 'LeakyRelu' || op === 'Relu';
}

/** The plain convolution; its output channels are listed [channel, k in block, j in block, i in block]. */
function blockConvolution(
  node: GraphNode,
  weight: FloatTensor,
  bias: FloatTensor | undefined,
  plan: readonly AxisPlan[],
  output: string,
  add: (name: string, tensor: Tensor) => string,
): GraphNode {
  const [inputs, outputs] = weight.dims;
  const source = contiguousStrides(weight.dims);
  const places = gridPositions(plan.map(({ stride }) => stride));
  const steps = gridPositions(plan.map(({ taps }) => taps));
  const dims = [outputs * places.length, inputs, ...plan.map(({ taps }) => taps)];
  const data = new Float32Array(dims[0] * inputs * steps.length);
  let at = 0;
  for (let o = 0; o < outputs; o++)
    for (const place of places)
      for (let c = 0; c < inputs; c++)
        for (const step of steps) {
          const taps = plan.map((axis, n) => axis.tapOf(place[n], step[n]));
          const offset = taps.reduce<number>((sum, tap, axis) => sum + (tap ?? NaN) * source[axis + 2], 0);
          if (!Number.isNaN(offset)) data[at] = weight.data[c * source[0] + o * source[1] + offset];
          at++;
        }
  const biases = Float32Array.from(
    { length: dims[0] },
    (_, channel) => bias?.data[Math.floor(channel / places.length)] ?? 0,
  );
  return {
    op: 'Conv',
    inputs: [
      node.inputs[0],
      add(`${output}.weight`, { type: 'float32', dims, data }),
      add(`${output}.bias`, floatTensor([dims[0]], biases)),
    ],
    outputs: [output],
    attributes: {
      kernel_shape: dims.slice(2),
      strides: plan.map(() => 1),
      pads: [...plan.map(({ before }) => before), ...plan.map(({ after }) => after)],
    },
  };
}

/** Every position of a grid, the last axis fastest. */
function gridPositions(size: readonly number[]): number[][] {
  return size.reduce<number[][]>(
    (positions, n) =>
      positions.flatMap((position) => Array.from({ length: n }, (_, at) => [...position, at])),
    [[]],
  );
}
