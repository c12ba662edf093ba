import { readFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { VolscopeError } from '../../contract/errors.ts';
import { GraphBuilder } from '../graph/builder.ts';
import { decodeModel } from '../graph/decode.ts';
import { encodeModel } from '../graph/encode.ts';
import {
  largestSampleDifference,
  recipeOfShape,
  referenceMask,
  referenceSamples,
  sampleFeeds,
} from '../testing/sampleScan.ts';
import { fuseGraph } from './fuseGraph.ts';
import { addResampling, resamplingInputs } from './resampling.ts';

const network = readFileSync('models/spleen-monai-tutorial/model.onnx');
const recipe = recipeOfShape([224, 224, 224]);

async function run(model: Uint8Array, output: string, feeds: Record<string, Tensor>): Promise<Float32Array> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 2 });
  const results = await session.run(feeds);
  await session.release();
  return results[output].data as Float32Array;
}

/**
 * The reference's mask is one 26-connected component of the voxels above 0: each of its voxels must be above 0, and no voxel
 * beside it. Voxels within 1e-3 of 0 may fall either way.
 */
function maskErrors(logitDiff: Float32Array, mask: Uint8Array): { missed: number; leaked: number } {
  const n = 224;
  let [missed, leaked] = [0, 0];
  for (let i = 0, voxel = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      for (let k = 0; k < n; k++, voxel++) {
        const value = logitDiff[i + n * (j + n * k)];
        if (mask[voxel] === 1 && value < -1e-3) missed++;
        if (mask[voxel] === 0 && value > 1e-3 && touchesMask(mask, i, j, k)) leaked++;
      }
  return { missed, leaked };
}

function touchesMask(mask: Uint8Array, i: number, j: number, k: number): boolean {
  const around = (index: number): number[] => [index - 1, index, index + 1].filter((n) => n >= 0 && n < 224);
  return around(i).some((x) =>
    around(j).some((y) => around(k).some((z) => mask[(x * 224 + y) * 224 + z] === 1)),
  );
}

describe('the fused graph, on the sample scan', () => {
  it.each(['cpu', 'gpu'] as const)(
    "makes MONAI's network input, as a graph for the %s",
    async (processor) => {
      const builder = new GraphBuilder();
      const output = addResampling(builder, recipe, processor);
      const graph = builder.build('input', resamplingInputs(recipe, 'int16'), [
        { name: output, type: 'float32', dims: [1, 1, 224, 224, 224] },
      ]);
      const input = await run(encodeModel(graph), output, await sampleFeeds([224, 224, 224]));
      expect(largestSampleDifference(input, referenceSamples('input'))).toBeLessThan(1e-5);
    },
  );

  it("makes MONAI's logit difference, and its mask but for ambiguous voxels", async () => {
    const logitDiff = await run(fuseGraph(network, recipe), 'logitDiff', await sampleFeeds([224, 224, 224]));
    expect(largestSampleDifference(logitDiff, referenceSamples('logitDiff'))).toBeLessThan(1e-4);

    expect(maskErrors(logitDiff, referenceMask())).toEqual({ missed: 0, leaked: 0 });
  });

  it('takes float32 voxels just the same', async () => {
    const small = recipeOfShape([48, 32, 16]);
    const feeds = await sampleFeeds([48, 32, 16]);
    const asFloat = new Tensor(Float32Array.from(feeds.volume.data as Int16Array), feeds.volume.dims);
    const fromInt16 = await run(fuseGraph(network, small), 'logitDiff', feeds);
    const voxelType = 'float32';
    const fromFloat = await run(fuseGraph(network, small, { voxelType }), 'logitDiff', {
      ...feeds,
      volume: asFloat,
    });
    expect(fromFloat).toHaveLength(48 * 32 * 16);
    expect(Buffer.from(fromFloat.buffer).equals(Buffer.from(fromInt16.buffer))).toBe(true);
  });

  it('refuses a network of three classes, a grid that it can not halve, and what is no network', () => {
    const graph = decodeModel(network);
    const wide = { ...graph, outputs: [{ ...graph.outputs[0], dims: [1, 3, 'k', 'j', 'i'] }] };
    expect(() => fuseGraph(encodeModel(wide), recipe)).toThrow(/two classes/);
    expect(() => fuseGraph(network, recipeOfShape([224, 224, 100]))).toThrow(/divisible/);
    expect(() => fuseGraph(new TextEncoder().encode('not a network'), recipe)).toThrow(VolscopeError);
  });

  it('is the same bytes each time', () => {
    expect(Buffer.from(fuseGraph(network, recipe)).equals(fuseGraph(network, recipe))).toBe(true);
  });
});
