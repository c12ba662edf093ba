import type { StateDict } from '../checkpoint/readCheckpoint.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { Graph } from '../graph/graph.ts';
import { basicUnet } from './basicUnet.ts';
import { dynUnet } from './dynUnet.ts';
import type { Feature } from './layers.ts';
import type { NetworkDef } from './networkDef.ts';
import type { Triple } from './options.ts';
import { segResNet } from './segResNet.ts';
import { unet } from './unet.ts';
import { Weights } from './weights.ts';

/**
 * Weights that inference has no use for: DynUNet's files hold each weight a second time below `skip_layers`, and the heads
 * of deep supervision; SegResNet's hold the activation that all its blocks share; a UNet that ends without it has a head.
 */
const spareWeights: Readonly<Record<NetworkDef['network'], RegExp>> = {
  UNet: /^$/,
  BasicUNet: /^$/,
  SegResNet: /^act_mod\.|^conv_final\./,
  DynUNet: /^skip_layers\.|^deep_supervision_heads\./,
};

/**
 * The network of a definition with the weights of a checkpoint, as a graph: `input` float32 [1, channels, k, j, i], `logits`
 * [1, classes, k, j, i], its kernels turned to our axis order. The grid's sides must be multiples of `gridMultiple(def)`.
 * @throws VolscopeError('model') that names a weight which is missing, of another shape, or has no place in the network.
 */
export function buildFromDef(def: NetworkDef, stateDict: StateDict): Graph {
  const weights = new Weights(stateDict);
  const graph = new GraphBuilder();
  const logits = addNetwork(graph, { name: 'input', channels: def.in_channels }, weights, def);
  weights.checkAllUsed(spareWeights[def.network]);
  graph.append({ op: 'Identity', inputs: [logits.name], outputs: ['logits'], attributes: {} });
  const grid = ['k', 'j', 'i'];
  return graph.build(
    'network',
    [{ name: 'input', type: 'float32', dims: [1, def.in_channels, ...grid] }],
    [{ name: 'logits', type: 'float32', dims: [1, logits.channels, ...grid] }],
  );
}

function addNetwork(graph: GraphBuilder, input: Feature, weights: Weights, def: NetworkDef): Feature {
  switch (def.network) {
    case 'UNet':
      return unet(graph, input, weights, def);
    case 'BasicUNet':
      return basicUnet(graph, input, weights, def);
    case 'SegResNet':
      return segResNet(graph, input, weights, def);
    case 'DynUNet':
      return dynUnet(graph, input, weights, def);
  }
}

/** What each side (i, j, k) of the network's input must be a multiple of: the product of its strides. */
export function gridMultiple(def: NetworkDef): Triple {
  switch (def.network) {
    case 'UNet':
      return productOf(def.strides.slice(0, def.channels.length - 1));
    case 'BasicUNet':
      return [16, 16, 16];
    case 'SegResNet': {
      const factor = 2 ** (def.blocks_down.length - 1);
      return [factor, factor, factor];
    }
    case 'DynUNet':
      return productOf(def.strides);
  }
}

function productOf(strides: readonly Triple[]): Triple {
  return strides.reduce(
    ([i, j, k], stride): Triple => [i * stride[0], j * stride[1], k * stride[2]],
    [1, 1, 1],
  );
}
