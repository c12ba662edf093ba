import { areaMatrix } from '../areaMatrix.ts';

/** How the samples of one axis are made: sample n is the sum of `width` inputs from `first[n]` on, times weights[n * width + t]. */
export interface AxisTaps {
  /** Number of inputs. */
  readonly size: number;
  /** Number of samples. */
  readonly count: number;
  readonly width: number;
  readonly first: Int32Array;
  readonly weights: Float64Array;
}

/**
 * Samples at n * step (in inputs), as MONAI's SpatialResample with mode "bilinear" or "nearest" along one axis, in float64. Beyond
 * the first and last input their values go on (`border`), or there are zeros.
 */
export function stepTaps(
  size: number,
  count: number,
  step: number,
  mode: 'bilinear' | 'nearest',
  outside: 'border' | 'zeros' = 'border',
): AxisTaps {
  const taps = emptyTaps(size, count, Math.min(2, size));
  for (let n = 0; n < count; n++) {
    const at = outside === 'border' ? Math.min(Math.max(n * step, 0), size - 1) : n * step;
    if (mode === 'nearest') setTap(taps, n, roundHalfEven(at), 1);
    else {
      setTap(taps, n, Math.floor(at), 1 - (at - Math.floor(at)));
      if (at > Math.floor(at)) addTap(taps, n, Math.floor(at) + 1, at - Math.floor(at));
    }
  }
  return taps;
}

/** Adaptive average pooling (MONAI's Resize mode "area"). */
export function areaTaps(size: number, count: number): AxisTaps {
  const matrix = areaMatrix(size, count);
  const row = (n: number) => matrix.subarray(n * size, (n + 1) * size);
  const first = Int32Array.from({ length: count }, (_, n) => row(n).findIndex((weight) => weight > 0));
  let width = 1;
  for (let n = 0; n < count; n++) width = Math.max(width, 1 + row(n).findLastIndex((w) => w > 0) - first[n]);
  const taps: AxisTaps = { size, count, width, first, weights: new Float64Array(count * width) };
  for (let n = 0; n < count; n++) {
    first[n] = Math.min(first[n], size - width);
    for (let t = 0; t < width; t++) {
      const weight = row(n)[first[n] + t];
      // The matrix is float32; its rows are means of whole numbers of inputs.
      taps.weights[n * width + t] = weight > 0 ? 1 / Math.round(1 / weight) : 0;
    }
  }
  return taps;
}

/** torch's interpolate, mode "linear", align_corners=False: half-pixel centres, source positions in float32. */
export function linearTaps(size: number, count: number): AxisTaps {
  const taps = emptyTaps(size, count, Math.min(2, size));
  const scale = Math.fround(size / count);
  for (let n = 0; n < count; n++) {
    const at = Math.max(0, Math.fround(Math.fround(scale * (n + 0.5)) - 0.5));
    const lower = Math.min(Math.floor(at), size - 1);
    const weight = Math.min(at - lower, 1);
    setTap(taps, n, lower, 1 - weight);
    if (weight > 0) addTap(taps, n, Math.min(lower + 1, size - 1), weight);
  }
  return taps;
}

/** torch's interpolate, modes "nearest" and "nearest-exact". */
export function nearestTaps(size: number, count: number, exact: boolean): AxisTaps {
  const taps = emptyTaps(size, count, 1);
  const scale = Math.fround(size / count);
  for (let n = 0; n < count; n++)
    setTap(taps, n, Math.min(Math.floor(Math.fround((exact ? n + 0.5 : n) * scale)), size - 1), 1);
  return taps;
}

/** Every sample is its input: the axis stays as it is. */
export function isIdentity({ size, count, width, first, weights }: AxisTaps): boolean {
  return size === count && first.every((from, n) => weights[n * width + (n - from)] === 1);
}

function emptyTaps(size: number, count: number, width: number): AxisTaps {
  return { size, count, width, first: new Int32Array(count), weights: new Float64Array(count * width) };
}

/** The lowest input of a sample; one beyond the axis has no weight. */
function setTap(taps: AxisTaps, n: number, input: number, weight: number): void {
  taps.first[n] = Math.min(Math.max(input, 0), taps.size - taps.width);
  addTap(taps, n, input, weight);
}

function addTap({ first, weights, width, size }: AxisTaps, n: number, input: number, weight: number): void {
  if (input >= 0 && input < size) weights[n * width + input - first[n]] += weight;
}

/** numpy's and C's rounding: halves go to the even number. */
export function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  if (x - floor !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}
