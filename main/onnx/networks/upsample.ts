import type { GraphBuilder } from '../graph/builder.ts';
import { convolution, doubleLinearly, ones, transposedConvolution, type Feature } from './layers.ts';
import type { Weights } from './weights.ts';

export interface UpsampleMode {
  readonly mode: 'deconv' | 'nontrainable';
  readonly alignCorners: boolean;
}

/**
 * Adds `monai.networks.blocks.UpSample` by 2: a transposed convolution of kernel 2, or trilinear interpolation after a
 * 1 x 1 x 1 convolution where the number of channels changes.
 */
export function upsample(
  graph: GraphBuilder,
  input: Feature,
  weights: Weights,
  channels: number,
  { mode, alignCorners }: UpsampleMode,
): Feature {
  if (mode === 'deconv') {
    const spec = { channels, kernel: [2, 2, 2], stride: [2, 2, 2], padding: [0, 0, 0], bias: true } as const;
    return transposedConvolution(graph, input, weights.at('deconv'), spec);
  }
  const preconv = weights.at('preconv');
  const spec = { channels, kernel: ones, stride: ones, bias: true };
  const mapped = input.channels === channels ? input : convolution(graph, input, preconv, spec);
  return doubleLinearly(graph, mapped, `${weights.path}.upsample_non_trainable`, alignCorners);
}
