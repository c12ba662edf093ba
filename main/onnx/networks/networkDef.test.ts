import { describe, expect, it } from 'vitest';
import { VolscopeError } from '../../contract/errors.ts';
import { floatTensor } from '../graph/tensor.ts';
import { buildFromDef } from './buildFromDef.ts';
import { parseNetworkDef } from './networkDef.ts';

const unet = { _target_: 'UNet', in_channels: 1, out_channels: 2, channels: [2, 3], strides: [2] };

function failure(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof VolscopeError && error.kind === 'model') return error.message;
    throw error;
  }
  throw new Error('It was accepted.');
}

describe('parseNetworkDef', () => {
  it('takes what speaks to the bundle parser only, dropout of any kind, and names in any case', () => {
    const def = parseNetworkDef({
      ...unet,
      _target_: 'monai.networks.nets.unet.Unet',
      _desc_: 'a network',
      dropout: ['alphadropout', { p: 0.5 }],
      norm: ['BATCH', { momentum: 0.1 }],
    });
    expect(def).toMatchObject({
      network: 'UNet',
      strides: [[2, 2, 2]],
      norm: { kind: 'batch', affine: true },
    });
  });

  it.each([
    [
      { ...unet, _target_: 'SwinUNETR' },
      '"SwinUNETR" is not supported; supported are MONAI\'s UNet, BasicUNet, SegResNet, DynUNet',
    ],
    [{ ...unet, _target_: 'scripts.mine.UNet' }, '"scripts.mine.UNet" is not supported'],
    [{ channels: [1] }, '"_target_"'],
    ['UNet', '"_target_"'],
    [{ ...unet, spatial_dims: 2 }, '"spatial_dims" of UNet can\'t be 2'],
    [
      { ...unet, preactivation: true },
      '"preactivation" of UNet is not supported; supported are spatial_dims',
    ],
    [{ ...unet, channels: '@channels' }, '"channels" of UNet can\'t be "@channels"'],
    [{ ...unet, channels: undefined }, '"channels" of UNet is missing'],
    [{ ...unet, channels: [2, 3, 4] }, 'one entry fewer'],
    [{ ...unet, norm: 'layer' }, '"norm" of UNet can\'t be "layer": supported are batch'],
    [{ ...unet, norm: ['batch', { track_running_stats: false }] }, 'supported are batch'],
    [{ ...unet, act: ['elu', { alpha: 2 }] }, 'supported are prelu'],
    [
      { _target_: 'SegResNet', upsample_mode: 'pixelshuffle' },
      '"upsample_mode" of SegResNet can\'t be "pixelshuffle"',
    ],
    [{ _target_: 'SegResNet', blocks_up: [1] }, 'one entry fewer'],
  ])('refuses %j and says why', (def, reason) => {
    expect(failure(() => parseNetworkDef(def))).toContain(reason);
  });
});

describe('buildFromDef', () => {
  const def = parseNetworkDef({ ...unet, norm: null, act: 'relu', bias: false });
  const weights = new Map([
    ['model.0.conv.weight', floatTensor([2, 1, 3, 3, 3], new Float32Array(54))],
    ['model.1.submodule.conv.weight', floatTensor([3, 2, 3, 3, 3], new Float32Array(162))],
    ['model.2.conv.weight', floatTensor([5, 2, 3, 3, 3], new Float32Array(270))],
  ]);

  it('takes the weights that belong to the definition, and names one that is missing, too many or of another shape', () => {
    expect(buildFromDef(def, weights).outputs[0].dims).toEqual([1, 2, 'k', 'j', 'i']);
    const missing = new Map([...weights].slice(0, 2));
    expect(failure(() => buildFromDef(def, missing))).toContain('lacks the weight "model.2.conv.weight"');
    const extra = new Map([...weights, ['model.3.weight', floatTensor([1], [0])]]);
    expect(failure(() => buildFromDef(def, extra))).toContain('"model.3.weight"');
    const other = new Map([
      ...weights,
      ['model.2.conv.weight', floatTensor([4, 2, 3, 3, 3], new Float32Array(216))],
    ]);
    expect(failure(() => buildFromDef(def, other))).toContain(
      '4 x 2 x 3 x 3 x 3 in the checkpoint, but the network needs 5 x 2',
    );
  });
});
