import type { GraphBuilder } from '../graph/builder.ts';
import { activate, add, convolution, ones, type Feature } from './layers.ts';
import type { SegResNetDef } from './networkDef.ts';
import { normalise } from './norm.ts';
import type { NormDef, Triple } from './options.ts';
import { upsample } from './upsample.ts';
import type { Weights } from './weights.ts';

const threes: Triple = [3, 3, 3];

/**
 * Adds `monai.networks.nets.SegResNet`: residual blocks that normalise before they convolve; levels are joined by sums.
 * @returns the logits
 * @throws VolscopeError('model') if the weights are not those of the definition.
 */
export function segResNet(graph: GraphBuilder, input: Feature, weights: Weights, def: SegResNetDef): Feature {
  const norm = normOf(def);
  const first = { channels: def.init_filters, kernel: threes, stride: ones, bias: false };
  let output = convolution(graph, input, weights.at('convInit', 'conv'), first);
  const skips: Feature[] = [];
  def.blocks_down.forEach((blocks, depth) => {
    const module = weights.at('down_layers', depth);
    if (depth > 0) {
      const halving = {
        channels: 2 * output.channels,
        kernel: threes,
        stride: [2, 2, 2],
        bias: false,
      } as const;
      output = convolution(graph, output, module.at(0, 'conv'), halving);
    }
    for (let index = 1; index <= blocks; index++) output = block(graph, output, module.at(index), norm, def);
    skips.push(output);
  });
  def.blocks_up.forEach((blocks, level) => {
    const sample = weights.at('up_samples', level);
    const fewer = { channels: output.channels / 2, kernel: ones, stride: ones, bias: false };
    output = convolution(graph, output, sample.at(0, 'conv'), fewer);
    const mode = { mode: def.upsample_mode, alignCorners: false };
    output = upsample(graph, output, sample.at(1), output.channels, mode);
    output = add(graph, output, skips[def.blocks_up.length - 1 - level], `${sample.path}.joined`);
    const module = weights.at('up_layers', level);
    for (let index = 0; index < blocks; index++) output = block(graph, output, module.at(index), norm, def);
  });
  return def.use_conv_final ? finalConvolution(graph, output, weights.at('conv_final'), norm, def) : output;
}

/** `norm_name` and `num_groups` are an older form of `norm`, and win over it. */
function normOf(def: SegResNetDef): NormDef | null {
  if (def.norm_name === '') return def.norm;
  return { kind: 'group', groups: def.num_groups, affine: true, epsilon: 1e-5 };
}

function block(
  graph: GraphBuilder,
  input: Feature,
  weights: Weights,
  norm: NormDef | null,
  def: SegResNetDef,
): Feature {
  const spec = { channels: input.channels, kernel: threes, stride: ones, bias: false };
  let output = input;
  for (const index of [1, 2]) {
    output = normalise(graph, output, weights.at(`norm${index}`), norm);
    output = activate(graph, output, weights.at('act'), def.act);
    output = convolution(graph, output, weights.at(`conv${index}`, 'conv'), spec);
  }
  return add(graph, output, input, weights.path);
}

function finalConvolution(
  graph: GraphBuilder,
  input: Feature,
  weights: Weights,
  norm: NormDef | null,
  def: SegResNetDef,
): Feature {
  const normed = normalise(graph, input, weights.at(0), norm);
  const active = activate(graph, normed, weights.at(1), def.act);
  const spec = { channels: def.out_channels, kernel: ones, stride: ones, bias: true };
  return convolution(graph, active, weights.at(2, 'conv'), spec);
}
