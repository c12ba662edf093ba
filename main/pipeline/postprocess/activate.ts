import type { Recipe } from '../../contract/recipe.ts';

/** Softmax over the channels or a sigmoid, in place. @param values [channels, voxels] */
export function activate(values: Float32Array, channels: number, activation: Recipe['activation']): void {
  if (activation === 'softmax') softmax(values, channels);
  if (activation === 'sigmoid')
    for (let n = 0; n < values.length; n++) values[n] = 1 / (1 + Math.exp(-values[n]));
}

function softmax(values: Float32Array, channels: number): void {
  const voxels = values.length / channels;
  for (let n = 0; n < voxels; n++) {
    let largest = -Infinity;
    for (let at = n; at < values.length; at += voxels) if (values[at] > largest) largest = values[at];
    let sum = 0;
    for (let at = n; at < values.length; at += voxels) sum += values[at] = Math.exp(values[at] - largest);
    for (let at = n; at < values.length; at += voxels) values[at] /= sum;
  }
}
