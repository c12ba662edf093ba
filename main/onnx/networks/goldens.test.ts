import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readCheckpoint } from '../checkpoint/readCheckpoint.ts';
import { encodeModel } from '../graph/encode.ts';
import type { Graph } from '../graph/graph.ts';
import { contiguousStrides, elementCount, floatTensor, permuteAxes } from '../graph/tensor.ts';
import { optimise } from '../rewrite/optimise.ts';
import { removeIdentity } from '../rewrite/removeIdentity.ts';
import { noise } from '../testing/runGraph.ts';
import { buildFromDef, gridMultiple } from './buildFromDef.ts';
import { parseNetworkDef } from './networkDef.ts';

const folder = 'fixtures/networks';
const { step, cases } = z
  .object({
    step: z.number(),
    cases: z.array(
      z.object({
        name: z.string(),
        network_def: z.unknown(),
        shape: z.tuple([z.number(), z.number(), z.number()]),
        classes: z.number(),
        logits: z.string(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(`${folder}/goldens.json`, 'utf8')));

describe.each(cases)('$name', ({ name, network_def, shape, classes, logits }) => {
  const def = parseNetworkDef(network_def);
  const graph = buildFromDef(def, readCheckpoint(gunzipSync(readFileSync(`${folder}/${name}.pt.gz`))));
  const [ni, nj, nk] = shape;
  const inputDims = [1, def.in_channels, nk, nj, ni];

  it("gives MONAI's logits", async () => {
    expect(shape.map((n, axis) => n % gridMultiple(def)[axis])).toEqual([0, 0, 0]);
    expect(graph.outputs[0].dims[1]).toBe(classes);
    expect(await largestError(graph)).toBeLessThan(1e-4);
  });

  it('gives them as it is rewritten for speed, without transposed convolutions', async () => {
    const rewritten = optimise(removeIdentity(graph), new Map([['input', inputDims]]));
    expect(rewritten.nodes.map(({ op }) => op)).not.toContain('ConvTranspose');
    expect(await largestError(rewritten)).toBeLessThan(1e-4);
  });

  /** Between the graph's logits and the golden ones, which are every `step`th voxel [class, i, j, k], k fastest. */
  async function largestError(built: Graph): Promise<number> {
    const input = floatTensor([1, def.in_channels, ni, nj, nk], noise(elementCount(inputDims)));
    const session = await InferenceSession.create(encodeModel(built));
    const data = permuteAxes(input, [0, 1, 4, 3, 2]).data;
    const output = (await session.run({ input: new Tensor(data, inputDims) }))['logits'];
    expect(output.dims).toEqual([1, classes, nk, nj, ni]);
    const got = output.data as Float32Array;
    const golden = new Float32Array(Uint8Array.from(Buffer.from(logits, 'base64')).buffer);
    const [, toClass, toK, toJ] = contiguousStrides(output.dims);
    let largest = 0;
    let at = 0;
    for (let label = 0; label < classes; label++)
      for (let i = 0; i < ni; i += step)
        for (let j = 0; j < nj; j += step)
          for (let k = 0; k < nk; k += step)
            largest = Math.max(
              largest,
              Math.abs(golden[at++] - got[label * toClass + k * toK + j * toJ + i]),
            );
    expect(at).toBe(golden.length);
    await session.release();
    return largest;
  }
});
