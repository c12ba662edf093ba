import type { Vec3 } from '../../contract/geometry.ts';

/** Shares of the neighbours below this are left out. */
const NEGLIGIBLE = 0.02;

/**
 * A block smoothed by a Gaussian of `sdVoxels` along each axis (0: not at all). What lies outside of the block is not
 * counted: the weights at its border are scaled up.
 *
 * @param values shape [i, j, k], i fastest; left as they are
 */
export function blurred(
  values: Float32Array<ArrayBuffer>,
  [ni, nj, nk]: Vec3,
  sdVoxels: Vec3,
): Float32Array<ArrayBuffer> {
  let [from, to] = [values, new Float32Array(values.length)];
  const strides = [1, ni, ni * nj];
  for (const [axis, count] of [ni, nj, nk].entries()) {
    const kernel = halfKernel(sdVoxels[axis]);
    if (kernel.length === 1) continue;
    if (from !== values) to = from === to ? new Float32Array(values.length) : to;
    alongAxis(from, to, strides[axis], count, kernel);
    [from, to] = [to, from === values ? new Float32Array(values.length) : from];
  }
  return from === values ? values.slice() : from;
}

/** Weights of the voxel itself and of those further and further away, as far as they matter. */
function halfKernel(sd: number): Float32Array {
  const weights = [1];
  for (let n = 1; sd > 0; n++) {
    const weight = Math.exp((-n * n) / (2 * sd * sd));
    if (weight < NEGLIGIBLE) break;
    weights.push(weight);
  }
  return Float32Array.from(weights);
}

function alongAxis(
  from: Float32Array,
  to: Float32Array,
  stride: number,
  count: number,
  kernel: Float32Array,
) {
  const reach = kernel.length - 1;
  // Position p of the axis repeats in stretches of `stride` voxels.
  for (let start = 0; start < from.length; start += stride * count)
    for (let p = 0; p < count; p++) {
      const first = start + p * stride;
      const down = Math.min(reach, p);
      const up = Math.min(reach, count - 1 - p);
      let total = kernel[0];
      for (let d = 1; d <= down; d++) total += kernel[d];
      for (let d = 1; d <= up; d++) total += kernel[d];
      for (let n = first; n < first + stride; n++) {
        let sum = from[n] * kernel[0];
        for (let d = 1; d <= down; d++) sum += from[n - d * stride] * kernel[d];
        for (let d = 1; d <= up; d++) sum += from[n + d * stride] * kernel[d];
        to[n] = sum / total;
      }
    }
}
