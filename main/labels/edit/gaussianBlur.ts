import type { Vec3 } from '../../contract/geometry.ts';
import type { MmAxes } from '../../edits/mmAxes.ts';
import { latticeDirections } from './latticeDirections.ts';
import { inverseMetric } from './shearedGrid.ts';

/**
 * Filters values by a Gaussian, in place, one axis after the other. The kernel ends at three sigma, and beyond the block is
 * nothing.
 *
 * @param values shape [i, j, k], i fastest
 */
export function gaussianBlur(values: Float32Array, [ni, nj, nk]: Vec3, spacingMm: Vec3, sigmaMm: number) {
  const [alongI, alongJ, alongK] = spacingMm.map((mm) => lineFilter(values, gaussian(sigmaMm / mm)));
  for (let n = 0; n < values.length; n += ni) alongI(n, 1, ni);
  for (let k = 0; k < nk; k++) for (let i = 0; i < ni; i++) alongJ(k * ni * nj + i, ni, nj);
  for (let n = 0; n < ni * nj; n++) alongK(n, ni * nj, nk);
}

/**
 * The same where the axes are not at right angles: the Gaussian is round in the patient, so that it is taken along the steps
 * from voxel to voxel that it is made of (`latticeDirections`).
 */
export function shearedBlur(values: Float32Array, [ni, nj, nk]: Vec3, mm: MmAxes, sigmaMm: number) {
  for (const { step, variance } of latticeDirections(inverseMetric(mm))) {
    const filter = lineFilter(values, kernelOfVariance(variance * sigmaMm * sigmaMm));
    const [si, sj, sk] = step;
    const stride = si + ni * (sj + nj * sk);
    const isInside = (i: number, j: number, k: number) =>
      i >= 0 && i < ni && j >= 0 && j < nj && k >= 0 && k < nk;
    for (let k = 0, n = 0; k < nk; k++)
      for (let j = 0; j < nj; j++)
        for (let i = 0; i < ni; i++, n++) {
          if (isInside(i - si, j - sj, k - sk)) continue;
          filter(n, stride, Math.min(stepsWithin(i, si, ni), stepsWithin(j, sj, nj), stepsWithin(k, sk, nk)));
        }
  }
}

/** How many places a walk from `at` has before it leaves [0, count). */
function stepsWithin(at: number, step: number, count: number): number {
  if (step === 0) return Infinity;
  return Math.ceil((step > 0 ? count - at : at + 1) / Math.abs(step));
}

/** A filter of the `count` values at first, first + stride and so on. */
function lineFilter(
  values: Float32Array,
  kernel: Float64Array,
): (first: number, stride: number, count: number) => void {
  if (kernel.length === 1) return () => undefined;
  const reach = kernel.length - 1;
  let column = new Float32Array(0);
  return (first, stride, count) => {
    // With zeros around it no value of the line is a special case.
    if (column.length < count + 2 * reach) column = new Float32Array(count + 2 * reach);
    let [from, to] = [count, -1];
    for (let p = 0, n = first; p < count; p++, n += stride) {
      column[reach + p] = values[n];
      if (values[n] === 0) continue;
      if (to < 0) from = p;
      to = p;
    }
    column.fill(0, reach + count, count + 2 * reach);
    for (let p = Math.max(0, from - reach); p < Math.min(count, to + 1 + reach); p++) {
      const centre = reach + p;
      let sum = kernel[0] * column[centre];
      for (let d = 1; d <= reach; d++) sum += kernel[d] * (column[centre - d] + column[centre + d]);
      values[first + p * stride] = sum;
    }
  };
}

/** The middle of a Gaussian kernel and its one side, the whole of it summing up to 1. */
function gaussian(sigma: number): Float64Array {
  const reach = Math.floor(3 * sigma + 0.5);
  const side = Float64Array.from({ length: reach + 1 }, (_, d) =>
    sigma > 0 ? Math.exp(-(d * d) / (2 * sigma * sigma)) : 1,
  );
  const sum = side.reduce((total, weight, d) => total + (d === 0 ? weight : 2 * weight), 0);
  return side.map((weight) => weight / sum);
}

/** Samples of a Gaussian narrower than this are no measure of its variance: three weights that have it are taken. */
const NARROW = 0.5;

function kernelOfVariance(variance: number): Float64Array {
  return variance < NARROW ? Float64Array.of(1 - variance, variance / 2) : gaussian(Math.sqrt(variance));
}
