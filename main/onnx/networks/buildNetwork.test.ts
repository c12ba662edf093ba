import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { readCheckpoint } from '../checkpoint/readCheckpoint.ts';
import { decodeModel } from '../graph/decode.ts';
import { encodeModel } from '../graph/encode.ts';
import { floatTensor } from '../graph/tensor.ts';
import { buildNetwork } from './buildNetwork.ts';
import { unetOfWeights } from './unetOfWeights.ts';

const checkpoint = readFileSync('fixtures/monai_tutorial_spleen_3dunet.pt');

describe('buildNetwork', () => {
  it('makes the same bytes each time, and they read back as the same graph', () => {
    const bytes = encodeModel(buildNetwork(readCheckpoint(checkpoint)));
    expect(Buffer.from(encodeModel(buildNetwork(readCheckpoint(checkpoint)))).equals(bytes)).toBe(true);
    expect(Buffer.from(encodeModel(decodeModel(bytes))).equals(bytes)).toBe(true);
  });

  it('runs on any grid whose sides are divisible by 16, and tells two classes', async () => {
    const graph = buildNetwork(readCheckpoint(checkpoint));
    expect(graph.outputs[0].dims).toEqual([1, 2, 'k', 'j', 'i']);
    const session = await InferenceSession.create(encodeModel(graph));
    const { logits } = await session.run({
      input: new Tensor(new Float32Array(16 * 32 * 48), [1, 1, 16, 32, 48]),
    });
    expect(logits!.dims).toEqual([1, 2, 16, 32, 48]);
    await session.release();
  });

  it('refuses a UNet whose norm has no weights, rather than to build it without norm', () => {
    const stateDict = new Map([...readCheckpoint(checkpoint)].filter(([name]) => !name.includes('adn.N.')));
    expect(() => buildNetwork(stateDict)).toThrow(/norm can.t be read/);
  });

  it('refuses weights of an unknown network', () => {
    expect(() => buildNetwork(new Map([['encoder.weight', floatTensor([1], [0])]]))).toThrow(/which network/);
  });
});

describe('unetOfWeights', () => {
  const goldens = 'fixtures/networks';
  const read = (name: string) =>
    unetOfWeights(readCheckpoint(gunzipSync(readFileSync(`${goldens}/${name}.pt.gz`))));

  it('reads everything but the strides where norm and activation have weights of their own', () => {
    expect(read('unet_residual_batch')).toMatchObject({
      def: {
        in_channels: 1,
        out_channels: 3,
        channels: [2, 3, 4],
        num_res_units: 2,
        norm: { kind: 'batch' },
      },
      guessed: ['strides'],
    });
  });

  it('tells what else it had to guess', () => {
    expect(read('unet_bare')?.guessed).toEqual(['strides', 'norm', 'act']);
    expect(read('unet_uneven')?.def).toMatchObject({ kernel_size: [1, 3, 5], up_kernel_size: [3, 1, 5] });
    expect(read('seg_resnet_default')).toBeUndefined();
  });
});
