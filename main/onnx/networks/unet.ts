import type { GraphBuilder } from '../graph/builder.ts';
import {
  activate,
  add,
  concatenate,
  convolution,
  ones,
  transposedConvolution,
  type Feature,
} from './layers.ts';
import type { UNetDef } from './networkDef.ts';
import { normalise } from './norm.ts';
import type { Triple } from './options.ts';
import type { Weights } from './weights.ts';

/** What a block of the network does to its input. */
interface BlockSpec {
  readonly channels: number;
  readonly stride: Triple;
}

/**
 * Adds `monai.networks.nets.UNet`: each level reduces the grid by its stride, hands it to the level below, joins what
 * comes back to its own output along the channels, and enlarges the grid again.
 * @returns the logits
 * @throws VolscopeError('model') if the weights are not those of the definition.
 */
export function unet(graph: GraphBuilder, input: Feature, weights: Weights, def: UNetDef): Feature {
  return level(graph, input, weights.at('model'), def, 0);
}

function level(graph: GraphBuilder, input: Feature, weights: Weights, def: UNetDef, depth: number): Feature {
  const stride = def.strides[depth];
  const down = block(graph, input, weights.at(0), def, { channels: def.channels[depth], stride });
  const inner = weights.at(1, 'submodule');
  const below =
    depth + 2 < def.channels.length
      ? level(graph, down, inner, def, depth + 1)
      : block(graph, down, inner, def, { channels: def.channels[depth + 1], stride: ones });
  const joined = concatenate(graph, down, below, `${weights.path}.1`);
  const channels = depth === 0 ? def.out_channels : def.channels[depth - 1];
  return enlarge(graph, joined, weights.at(2), def, { channels, stride }, depth === 0);
}

/** The way up: a transposed convolution, and a residual unit where the network has such. The topmost ends bare. */
function enlarge(
  graph: GraphBuilder,
  input: Feature,
  weights: Weights,
  def: UNetDef,
  { channels, stride }: BlockSpec,
  isTop: boolean,
): Feature {
  const residual = def.num_res_units > 0;
  const module = residual ? weights.at(0) : weights;
  const spec = { channels, stride, kernel: def.up_kernel_size, bias: def.bias };
  const up = transposedConvolution(graph, input, module.at('conv'), spec);
  if (!residual) return isTop ? up : normActivation(graph, up, module, def);
  const active = normActivation(graph, up, module, def);
  return residualUnit(graph, active, weights.at(1), def, { channels, stride: ones }, 1, isTop);
}

function block(
  graph: GraphBuilder,
  input: Feature,
  weights: Weights,
  def: UNetDef,
  spec: BlockSpec,
): Feature {
  return def.num_res_units > 0
    ? residualUnit(graph, input, weights, def, spec, def.num_res_units, false)
    : unit(graph, input, weights, def, spec, false);
}

function residualUnit(
  graph: GraphBuilder,
  input: Feature,
  weights: Weights,
  def: UNetDef,
  spec: BlockSpec,
  units: number,
  lastIsBare: boolean,
): Feature {
  let output = input;
  for (let index = 0; index < units; index++) {
    const unitSpec = index === 0 ? spec : { ...spec, stride: ones };
    const bare = lastIsBare && index === units - 1;
    output = unit(graph, output, weights.at('conv', `unit${index}`), def, unitSpec, bare);
  }
  return add(graph, output, residualPath(graph, input, weights, def, spec), weights.path);
}

/** The input itself where it fits, else a convolution; its kernel is 1 where only the channels differ. */
function residualPath(
  graph: GraphBuilder,
  input: Feature,
  weights: Weights,
  def: UNetDef,
  { channels, stride }: BlockSpec,
): Feature {
  const strided = stride.some((step) => step !== 1);
  if (!strided && input.channels === channels) return input;
  const kernel = strided ? def.kernel_size : ones;
  return convolution(graph, input, weights.at('residual'), { channels, stride, kernel, bias: def.bias });
}

function unit(
  graph: GraphBuilder,
  input: Feature,
  weights: Weights,
  def: UNetDef,
  { channels, stride }: BlockSpec,
  bare: boolean,
): Feature {
  const spec = { channels, stride, kernel: def.kernel_size, bias: def.bias };
  const output = convolution(graph, input, weights.at('conv'), spec);
  return bare ? output : normActivation(graph, output, weights, def);
}

/** Norm (N) and activation (A) in the network's order; dropout (D) does nothing in inference. */
function normActivation(graph: GraphBuilder, input: Feature, weights: Weights, def: UNetDef): Feature {
  const adn = weights.at('adn');
  let output = input;
  for (const layer of def.adn_ordering.toUpperCase()) {
    if (layer === 'N') output = normalise(graph, output, adn.at('N'), def.norm);
    if (layer === 'A') output = activate(graph, output, adn.at('A'), def.act);
  }
  return output;
}
