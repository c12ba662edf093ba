import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../graph/builder.ts';
import { encodeModel } from '../graph/encode.ts';
import { noise } from '../testing/runGraph.ts';
import { addBands, addPicking } from './bands.ts';

/** matrix [outputs, inputs] times data [inputs, 3], by bands in a graph. */
async function bandedProduct(outputs: number, inputs: number, matrix: Float32Array, data: Float32Array) {
  const graph = new GraphBuilder();
  const bands = addBands(graph, 'matrix', outputs);
  const picked = addPicking(graph, 'data', bands, 0);
  const blocks = graph.node('MatMul', [bands.weights, picked], 'products');
  const product = graph.node('Reshape', [blocks, graph.integers(outputs, 3)], 'product');
  const model = graph.build(
    'banded',
    [
      { name: 'matrix', type: 'float32', dims: [outputs, 'inputs'] },
      { name: 'data', type: 'float32', dims: ['inputs', 3] },
    ],
    [{ name: product, type: 'float32', dims: [outputs, 3] }],
  );
  const session = await InferenceSession.create(encodeModel(model));
  const feeds = { matrix: new Tensor(matrix, [outputs, inputs]), data: new Tensor(data, [inputs, 3]) };
  const result = (await session.run(feeds))[product].data as Float32Array;
  await session.release();
  return result;
}

function product(outputs: number, inputs: number, matrix: Float32Array, data: Float32Array): number[] {
  return Array.from({ length: outputs * 3 }, (_, at) => {
    const [row, column] = [Math.floor(at / 3), at % 3];
    let sum = 0;
    for (let n = 0; n < inputs; n++) sum += matrix[row * inputs + n] * data[n * 3 + column];
    return sum;
  });
}

describe('addBands', () => {
  const cases: [string, number, number, (output: number, input: number) => boolean][] = [
    ['a band, more inputs than outputs', 16, 40, (output, input) => Math.abs(input - 2.5 * output) < 3],
    ['a band, fewer inputs than outputs', 24, 5, (output, input) => Math.abs(input - output / 5) < 1],
    ['a flipped band', 16, 40, (output, input) => Math.abs(39 - input - 2.5 * output) < 3],
    ['a full matrix', 14, 9, () => true],
    ['blocks of very different widths', 8, 30, (output, input) => output === 7 || input === output],
    ['a matrix of zeros', 8, 6, () => false],
    ['one input', 8, 1, () => true],
    ['a prime number of outputs', 11, 20, (output, input) => Math.floor(input / 2) === output],
  ];

  it.each(cases)('gives the product with the whole matrix: %s', async (_, outputs, inputs, isUsed) => {
    const values = noise(outputs * inputs);
    const matrix = values.map((value, at) => (isUsed(Math.floor(at / inputs), at % inputs) ? value : 0));
    const data = noise(inputs * 3, 7);
    const expected = product(outputs, inputs, matrix, data);
    const got = await bandedProduct(outputs, inputs, matrix, data);
    expected.forEach((value, at) => expect(got[at]).toBeCloseTo(value, 5));
  });
});
