import { consumersOf, type Graph, type GraphNode } from '../graph/graph.ts';
import { contiguousStrides, floatTensor, intVector, type FloatTensor, type Tensor } from '../graph/tensor.ts';
import { floatConstant, listAttribute, rewriteNodes } from './edit.ts';
import { inferShapes, type Shape } from './shapes.ts';

/**
 * A transposed 3D convolution that doubles each axis (kernel 3, stride 2, padding 1, output padding 1) becomes a plain one
 * that makes the eight voxels of each 2 x 2 x 2 block as channels, and moves that put them in place. Along an axis, the even
 * voxel 2n is x[n] w[1], and the odd one x[n] w[2] + x[n + 1] w[0]: a kernel of 2 voxels. Onnxruntime computes this several
 * times faster on the CPU, and its WebGPU provider has no transposed 3D convolution at all. A LeakyRelu that follows is
 * moved before the moves, next to the convolution.
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
    if (!weight || !shape || !doublesEachAxis(node, weight)) return undefined;
    const readers = consumers.get(node.outputs[0]) ?? [];
    const activation = readers.length === 1 && readers[0].op === 'LeakyRelu' ? readers[0] : undefined;
    if (activation) moved.add(activation);
    const output = (activation ?? node).outputs[0];
    const channels = weight.dims[1];
    const nodes: GraphNode[] = [
      blockConvolution(node, weight, floatConstant(graph, node.inputs[2]), `${output}.blocks`, add),
    ];
    let blocks = nodes[0].outputs[0];
    if (activation) {
      nodes.push({ ...activation, inputs: [blocks], outputs: [`${output}.active`] });
      blocks = `${output}.active`;
    }
    return [...nodes, ...placeBlocks(blocks, output, channels, shape.slice(2), add)];
  });
}

function doublesEachAxis(node: GraphNode, weight: FloatTensor): boolean {
  const all = (values: readonly number[], value: number): boolean => values.every((each) => each === value);
  return (
    node.op === 'ConvTranspose' &&
    weight.dims.length === 5 &&
    (node.attributes.group ?? 1) === 1 &&
    all(weight.dims.slice(2), 3) &&
    all(listAttribute(node, 'strides', 3, 1), 2) &&
    all(listAttribute(node, 'pads', 6, 0), 1) &&
    all(listAttribute(node, 'output_padding', 3, 0), 1) &&
    all(listAttribute(node, 'dilations', 3, 1), 1)
  );
}

/** Which tap of the transposed kernel takes voxel n + `step` to the voxel 2n + `parity`; none for step 1 to an even one. */
function tapOf(parity: number, step: number): number | undefined {
  if (parity === 0) return step === 0 ? 1 : undefined;
  return step === 0 ? 2 : 0;
}

/** The plain convolution; output channels are listed [channel, k parity, j parity, i parity]. */
function blockConvolution(
  node: GraphNode,
  weight: FloatTensor,
  bias: FloatTensor | undefined,
  output: string,
  add: (name: string, tensor: Tensor) => string,
): GraphNode {
  const [inputs, outputs] = weight.dims;
  const dims = [outputs * 8, inputs, 2, 2, 2];
  const source = contiguousStrides(weight.dims);
  const data = new Float32Array(outputs * 8 * inputs * 8);
  for (let o = 0, at = 0; o < outputs; o++)
    for (let parity = 0; parity < 8; parity++)
      for (let c = 0; c < inputs; c++)
        for (let step = 0; step < 8; step++, at++) {
          const taps = [4, 2, 1].map((bit) => tapOf(parity & bit ? 1 : 0, step & bit ? 1 : 0));
          if (taps.includes(undefined)) continue;
          const offset = taps.reduce<number>((sum, tap, axis) => sum + tap! * source[axis + 2], 0);
          data[at] = weight.data[c * source[0] + o * source[1] + offset];
        }
  const biases = Float32Array.from({ length: outputs * 8 }, (_, channel) => bias?.data[channel >> 3] ?? 0);
  return {
    op: 'Conv',
    inputs: [
      node.inputs[0],
      add(`${output}.weight`, { type: 'float32', dims, data }),
      add(`${output}.bias`, floatTensor([outputs * 8], biases)),
    ],
    outputs: [output],
    attributes: { kernel_shape: [2, 2, 2], strides: [1, 1, 1], pads: [0, 0, 0, 1, 1, 1] },
  };
}

/**
 * Moves the voxels of the blocks to their places. One transposition of eight axes would do it, but onnxruntime moves whole
 * rows at a time only where the last axis stays: so first the two parities of i are joined into rows, then rows are moved.
 */
function placeBlocks(
  blocks: string,
  output: string,
  channels: number,
  [nk, nj, ni]: readonly number[],
  add: (name: string, tensor: Tensor) => string,
): GraphNode[] {
  const nodes: GraphNode[] = [];
  const reshape = (input: string, name: string, dims: readonly number[]): string => {
    nodes.push({
      op: 'Reshape',
      inputs: [input, add(`${name}.shape`, intVector(dims))],
      outputs: [name],
      attributes: {},
    });
    return name;
  };
  const transpose = (input: string, name: string, perm: readonly number[]): string => {
    nodes.push({ op: 'Transpose', inputs: [input], outputs: [name], attributes: { perm } });
    return name;
  };
  const pairs = reshape(blocks, `${output}.pairs`, [4 * channels, 2, nk * nj * ni]);
  const joined = transpose(pairs, `${output}.joined`, [0, 2, 1]);
  const rows = reshape(joined, `${output}.rows`, [channels, 2, 2, nk, nj, 2 * ni]);
  const placed = transpose(rows, `${output}.placed`, [0, 3, 1, 4, 2, 5]);
  reshape(placed, output, [1, channels, 2 * nk, 2 * nj, 2 * ni]);
  return nodes;
}
