import type { GraphBuilder } from '../graph/builder.ts';
import { activate, concatenate, convolution, maxPool, ones, type Feature } from './layers.ts';
import type { BasicUNetDef } from './networkDef.ts';
import { normalise } from './norm.ts';
import { upsample } from './upsample.ts';
import type { Weights } from './weights.ts';

/**
 * Adds `monai.networks.nets.BasicUNet`: five levels of two convolutions each, joined by max pooling on the way down and by
 * up-sampling on the way up.
 * @returns the logits
 * @throws VolscopeError('model') if the weights are not those of the definition.
 */
export function basicUnet(graph: GraphBuilder, input: Feature, weights: Weights, def: BasicUNetDef): Feature {
  const { features } = def;
  const skips = [twoConvolutions(graph, input, weights.at('conv_0'), def, features[0])];
  for (let depth = 1; depth <= 4; depth++) {
    const module = weights.at(`down_${depth}`);
    const pooled = maxPool(graph, skips[depth - 1], `${module.path}.max_pooling`);
    skips.push(twoConvolutions(graph, pooled, module.at('convs'), def, features[depth]));
  }
  let output = skips[4];
  for (let depth = 4; depth >= 1; depth--) {
    const module = weights.at(`upcat_${depth}`);
    // The topmost level keeps the number of channels while it up-samples; the others halve it.
    const channels = depth > 1 ? Math.floor(output.channels / 2) : output.channels;
    const mode = { mode: def.upsample, alignCorners: true };
    const up = upsample(graph, output, module.at('upsample'), channels, mode);
    const joined = concatenate(graph, skips[depth - 1], up, `${module.path}.joined`);
    const outputs = depth > 1 ? features[depth - 1] : features[5];
    output = twoConvolutions(graph, joined, module.at('convs'), def, outputs);
  }
  const spec = { channels: def.out_channels, kernel: ones, stride: ones, bias: true };
  return convolution(graph, output, weights.at('final_conv'), spec);
}

function twoConvolutions(
  graph: GraphBuilder,
  input: Feature,
  weights: Weights,
  def: BasicUNetDef,
  channels: number,
): Feature {
  let output = input;
  for (const name of ['conv_0', 'conv_1']) {
    const module = weights.at(name);
    const spec = { channels, kernel: [3, 3, 3], stride: ones, bias: def.bias } as const;
    output = convolution(graph, output, module.at('conv'), spec);
    output = normalise(graph, output, module.at('adn', 'N'), def.norm);
    output = activate(graph, output, module.at('adn', 'A'), def.act);
  }
  return output;
}
