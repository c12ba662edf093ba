import { readFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { readCheckpoint } from '../checkpoint/readCheckpoint.ts';
import { decodeModel } from '../graph/decode.ts';
import { encodeModel } from '../graph/encode.ts';
import { floatTensor } from '../graph/tensor.ts';
import { buildNetwork } from './buildNetwork.ts';

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
