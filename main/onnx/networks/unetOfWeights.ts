import type { StateDict } from '../checkpoint/readCheckpoint.ts';
import type { UNetDef } from './networkDef.ts';
import type { ActivationDef, NormDef, Triple } from './options.ts';
import { Weights } from './weights.ts';

/** A MONAI UNet as far as its weights tell of it. */
export interface UNetOfWeights {
  /** Complete; what weights can't tell has MONAI's usual value (each level halves the grid). */
  readonly def: UNetDef;
  /** The options that weights can't tell, by MONAI's names; never empty, for strides are in no weight. */
  readonly guessed: readonly string[];
}

/**
 * Reads depth, channels, kernels, residual units, norm and activation of `monai.networks.nets.UNet` off the names and
 * shapes of its weights; undefined if they are those of another network.
 */
export function unetOfWeights(stateDict: StateDict): UNetOfWeights | undefined {
  const weights = new Weights(stateDict);
  if (!['model.0', 'model.1.submodule', 'model.2'].every((name) => weights.has(name))) return undefined;
  const levels = downwards(weights.at('model'));
  const kernels = levels.map((level) => firstConvolution(level)).filter((conv) => conv.has('weight'));
  if (kernels.length < levels.length) return undefined;
  const shapes = kernels.map((conv) => conv.get('weight').dims);
  if (shapes.some((dims) => dims.length !== 5)) return undefined;
  const top = weights.at('model', 2);
  const residual = levels[0].has('conv.unit0');
  const up = (residual ? top.at(0) : top).at('conv');
  if (!up.has('weight')) return undefined;
  const norm = normOf(levels[0]);
  const activation = activationOf(levels[0]);
  return {
    def: {
      network: 'UNet',
      in_channels: shapes[0][1],
      out_channels: up.get('weight').dims[1],
      channels: shapes.map(([outputs]) => outputs),
      strides: shapes.slice(1).map((): Triple => [2, 2, 2]),
      kernel_size: tripleOf(shapes[0].slice(2)),
      up_kernel_size: tripleOf(up.get('weight').dims.slice(2)),
      num_res_units: countUnits(levels[0]),
      norm: norm ?? { kind: 'instance', affine: false, epsilon: 1e-5 },
      act: activation ?? { kind: 'relu' },
      bias: kernels[0].has('bias'),
      adn_ordering: 'NDA',
      dropout: 0,
    },
    guessed: ['strides', ...(norm ? [] : ['norm']), ...(activation ? [] : ['act'])],
  };
}

/** The modules on the way down, the bottom last. */
function downwards(level: Weights): Weights[] {
  const inner = level.at(1, 'submodule');
  return [level.at(0), ...(inner.has('1.submodule') ? downwards(inner) : [inner])];
}

function firstConvolution(block: Weights): Weights {
  return block.has('conv.unit0') ? block.at('conv', 'unit0', 'conv') : block.at('conv');
}

function countUnits(block: Weights): number {
  let count = 0;
  while (block.has(`conv.unit${count}`)) count++;
  return count;
}

/** Only batch norm's statistics are unmistakable; instance and group norm look alike, or have no weights at all. */
function normOf(block: Weights): NormDef | undefined {
  const norm = firstUnit(block).at('adn', 'N');
  if (!norm.has('running_mean')) return undefined;
  return { kind: 'batch', affine: norm.has('weight'), epsilon: 1e-5 };
}

/** Only PReLU has weights. */
function activationOf(block: Weights): ActivationDef | undefined {
  return firstUnit(block).at('adn').has('A') ? { kind: 'prelu' } : undefined;
}

function firstUnit(block: Weights): Weights {
  return block.has('conv.unit0') ? block.at('conv', 'unit0') : block;
}

function tripleOf(dims: readonly number[]): Triple {
  return [dims[0], dims[1], dims[2]];
}
