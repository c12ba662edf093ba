import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { TensorMessage, WindowPlan } from '../contract/inference.ts';

/** What finished slices are made into. */
export interface WindowOutput {
  readonly tensor: TensorMessage;
  /** Slice k of every channel; only lent. */
  readonly take: (k: number, channels: readonly Float32Array[]) => void;
}

/** An array of floats over 4 GB can't be made everywhere, and not be handed to another process. */
const MAX_VALUES = 2 ** 30;

/**
 * The output that a plan asks for, of the kept part's shape [k, j, i].
 * @throws VolscopeError('inference') where it would be too large.
 */
export function windowOutput(shapeKji: readonly number[], plan: WindowPlan): WindowOutput {
  return plan.decide ? labels(shapeKji, plan.decide.margin) : values(shapeKji, plan.channels);
}

/** float32 [channels, k, j, i] */
function values([nk, nj, ni]: readonly number[], channels: number): WindowOutput {
  const count = channels * nk * nj * ni;
  if (count > MAX_VALUES)
    throw new VolscopeError(
      'inference',
      sentence`The model gives ${channels} values for every voxel, ${Math.ceil((4 * count) / 1e9)} GB for this scan, more than can be held; take a smaller scan or a model of fewer classes.`,
    );
  const data = new Float32Array(count);
  return {
    tensor: { type: 'float32', data, dims: [channels, nk, nj, ni] },
    take: (k, slices) => slices.forEach((slice, c) => data.set(slice, (c * nk + k) * nj * ni)),
  };
}

/** int16 [k, j, i]: the class of the largest value, the first of equal ones, where it exceeds the background's by a margin. */
function labels([nk, nj, ni]: readonly number[], margin: number): WindowOutput {
  const data = new Int16Array(nk * nj * ni);
  const best = new Float32Array(nj * ni);
  return {
    tensor: { type: 'int16', data, dims: [nk, nj, ni] },
    take: (k, [background, ...classes]) => {
      const slice = data.subarray(k * nj * ni, (k + 1) * nj * ni);
      for (let n = 0; n < best.length; n++) best[n] = background[n] + margin;
      classes.forEach((of, at) => {
        for (let n = 0; n < best.length; n++)
          if (of[n] > best[n]) {
            best[n] = of[n];
            slice[n] = at + 1;
          }
      });
    },
  };
}
