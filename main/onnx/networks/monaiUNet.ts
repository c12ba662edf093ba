import { VolscopeError } from '../../contract/errors.ts';
import type { GraphBuilder } from '../graph/builder.ts';
import { batchNorm, convolution, prelu, transposedConvolution } from './layers.ts';
import type { Weights } from './weights.ts';

/** MONAI's UNet halves the grid at each level where nothing else is said; a checkpoint does not hold the strides. */
const levelStride = 2;

/** Are these the weights of `monai.networks.nets.UNet` with batch norm and PReLU? */
export function isMonaiUNet(weights: Weights): boolean {
  return weights.has('model.0') && weights.has('model.1.submodule') && weights.has('model.2');
}

/**
 * Adds `monai.networks.nets.UNet`: each level halves the grid, hands it to the level below, joins what comes back to
 * its own output along the channels, and doubles the grid again. Depth, channels and residual units are read off the
 * weights.
 * @returns the name of the logits
 * @throws VolscopeError('model') if weights are missing, or normalise in another way than batch norm.
 */
export function monaiUNet(graph: GraphBuilder, input: string, weights: Weights): string {
  return level(graph, input, weights.at('model'));
}

/** How many classes the network tells apart, the background included. */
export function monaiUNetClasses(weights: Weights): number {
  const up = weights.at('model').at('2');
  if (up.has('conv.weight')) return up.get('conv.weight').dims[1];
  const last = up.has('1.conv.unit0') ? up.at('1').at('conv').at('unit0') : up.at('1');
  return last.get('conv.weight').dims[0];
}

function level(graph: GraphBuilder, input: string, weights: Weights): string {
  const down = block(graph, input, weights.at('0'), levelStride);
  const inner = weights.at('1').at('submodule');
  const below = inner.has('1.submodule') ? level(graph, down, inner) : block(graph, down, inner, 1);
  const joined = graph.node('Concat', [down, below], `${weights.path}.1`, { axis: 1 });
  const up = weights.at('2');
  if (up.has('conv.weight')) return upConvolution(graph, joined, up);
  return block(graph, upConvolution(graph, joined, up.at('0')), up.at('1'), 1);
}

/** A ResidualUnit where the weights hold one, else a single convolution. */
function block(graph: GraphBuilder, input: string, weights: Weights, stride: number): string {
  return weights.has('conv.unit0')
    ? residualUnit(graph, input, weights, stride)
    : unit(graph, input, weights, stride);
}

function residualUnit(graph: GraphBuilder, input: string, weights: Weights, stride: number): string {
  let output = input;
  for (let index = 0; weights.has(`conv.unit${index}`); index++) {
    output = unit(graph, output, weights.at('conv').at(`unit${index}`), index === 0 ? stride : 1);
  }
  const residual = weights.has('residual')
    ? convolution(graph, input, weights.at('residual'), stride)
    : input;
  return graph.node('Add', [output, residual], weights.path);
}

function unit(graph: GraphBuilder, input: string, weights: Weights, stride: number): string {
  return normActivation(graph, convolution(graph, input, weights.at('conv'), stride), weights);
}

function upConvolution(graph: GraphBuilder, input: string, weights: Weights): string {
  return normActivation(graph, transposedConvolution(graph, input, weights.at('conv'), levelStride), weights);
}

/** The order "NDA"; dropout does nothing in inference. The last convolution of the network has neither. */
function normActivation(graph: GraphBuilder, input: string, weights: Weights): string {
  const adn = weights.at('adn');
  if (!adn.has('A')) return input;
  // Instance norm, MONAI's default, may have no weights at all: without this it would pass for a network without norm.
  if (!adn.has('N.running_mean')) {
    throw new VolscopeError(
      'model',
      `"${adn.path}" has no batch norm; only a MONAI UNet with norm="batch" is supported.`,
    );
  }
  return prelu(graph, batchNorm(graph, input, adn.at('N')), adn.at('A'));
}
