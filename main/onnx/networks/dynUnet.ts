import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
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
import type { DynUNetDef } from './networkDef.ts';
import { normalise } from './norm.ts';
import type { Triple } from './options.ts';
import type { Weights } from './weights.ts';

interface BlockSpec {
  readonly channels: number;
  readonly kernel: Triple;
  readonly stride: Triple;
}

/**
 * Adds `monai.networks.nets.DynUNet`, nnU-Net's network: blocks of two convolutions with a kernel and a stride of their own
 * at each level. The heads of deep supervision speak only in training.
 * @returns the logits
 * @throws VolscopeError('model') if the weights are not those of the definition.
 */
export function dynUnet(graph: GraphBuilder, input: Feature, weights: Weights, def: DynUNetDef): Feature {
  const levels = def.strides.length;
  const filters = def.filters ?? def.strides.map((_, depth) => Math.min(2 ** (5 + depth), 320));
  let output = input;
  const skips: Feature[] = [];
  for (let depth = 0; depth < levels; depth++) {
    const module = weights.at(downName(depth, levels));
    const spec = { channels: filters[depth], kernel: def.kernel_size[depth], stride: def.strides[depth] };
    output = block(graph, output, module, def, spec, def.res_block);
    skips.push(output);
  }
  for (let depth = levels - 2; depth >= 0; depth--) {
    const module = weights.at('upsamples', levels - 2 - depth);
    const channels = filters[depth];
    output = enlarge(graph, output, module.at('transp_conv', 'conv'), def, channels, depth);
    output = concatenate(graph, output, skips[depth], `${module.path}.joined`);
    const spec = { channels, kernel: def.kernel_size[depth + 1], stride: ones };
    output = block(graph, output, module.at('conv_block'), def, spec, false);
  }
  const spec = { channels: def.out_channels, kernel: ones, stride: ones, bias: true };
  return convolution(graph, output, weights.at('output_block', 'conv', 'conv'), spec);
}

function downName(depth: number, levels: number): string {
  if (depth === 0) return 'input_block';
  return depth === levels - 1 ? 'bottleneck' : `downsamples.${depth - 1}`;
}

/** The transposed convolution from level `depth` + 1 to `depth`; kernel and stride are the same. */
function enlarge(
  graph: GraphBuilder,
  input: Feature,
  weights: Weights,
  def: DynUNetDef,
  channels: number,
  depth: number,
): Feature {
  const size = def.upsample_kernel_size[depth];
  if (size.join() !== def.strides[depth + 1].join()) {
    throw new VolscopeError(
      'model',
      sentence`DynUNet's "upsample_kernel_size" (${size.join(' x ')}) is not the stride of its level (${def.strides[depth + 1].join(' x ')}); MONAI needs them equal.`,
    );
  }
  const spec = { channels, kernel: size, stride: size, padding: [0, 0, 0], bias: def.trans_bias } as const;
  return transposedConvolution(graph, input, weights, spec);
}

/** Two convolutions, each with norm and activation; a residual block adds its input before the last activation. */
function block(
  graph: GraphBuilder,
  input: Feature,
  weights: Weights,
  def: DynUNetDef,
  spec: BlockSpec,
  residual: boolean,
): Feature {
  const convolve = (from: Feature, index: number, { channels, kernel, stride }: BlockSpec): Feature => {
    const padding = paddingOf(kernel, stride, weights);
    const conv = { channels, kernel, stride, padding, bias: false };
    const output = convolution(graph, from, weights.at(`conv${index}`, 'conv'), conv);
    return normalise(graph, output, weights.at(`norm${index}`), def.norm_name);
  };
  const active = (value: Feature): Feature => activate(graph, value, weights.at('lrelu'), def.act_name);
  const first = active(convolve(input, 1, spec));
  const second = convolve(first, 2, { ...spec, stride: ones });
  if (!residual) return active(second);
  const strided = spec.stride.some((step) => step !== 1);
  const resized = strided || input.channels !== spec.channels;
  const shortcut = resized ? convolve(input, 3, { ...spec, kernel: ones }) : input;
  return active(add(graph, second, shortcut, `${weights.path}.sum`));
}

/** As `monai.networks.blocks.dynunet_block.get_padding`. */
function paddingOf(kernel: Triple, stride: Triple, weights: Weights): Triple {
  const padding = kernel.map((size, axis) => (size - stride[axis] + 1) / 2);
  if (padding.some((each) => each < 0)) {
    throw new VolscopeError(
      'model',
      sentence`"${weights.path}" has a stride (${stride.join(' x ')}) too large for its kernel (${kernel.join(' x ')}).`,
    );
  }
  return padding.map(Math.floor) as unknown as Triple;
}
