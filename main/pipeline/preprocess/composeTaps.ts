import type { AxisTaps } from './axisTaps.ts';

/** The way back of a crop along one axis: inputs lie at `start` of `count` samples, beside them is nothing. */
export function padTaps(size: number, count: number, start: number): AxisTaps {
  const first = Int32Array.from({ length: count }, (_, n) => Math.min(Math.max(n - start, 0), size - 1));
  const weights = Float64Array.from({ length: count }, (_, n) => (n >= start && n < start + size ? 1 : 0));
  return { size, count, width: 1, first, weights };
}

/** First `inner`, then `outer`, as one: the product of their matrices. */
export function composeTaps(outer: AxisTaps, inner: AxisTaps): AxisTaps {
  const rows = Array.from({ length: outer.count }, (_, n) => composedRow(outer, inner, n));
  const width = Math.max(1, ...rows.map(({ weights }) => weights.length));
  const taps: AxisTaps = {
    size: inner.size,
    count: outer.count,
    width,
    first: Int32Array.from(rows, ({ first }) => Math.min(first, inner.size - width)),
    weights: new Float64Array(outer.count * width),
  };
  rows.forEach(({ first, weights }, n) => taps.weights.set(weights, n * width + first - taps.first[n]));
  return taps;
}

function composedRow(outer: AxisTaps, inner: AxisTaps, n: number): { first: number; weights: number[] } {
  const used = new Map<number, number>();
  for (let t = 0; t < outer.width; t++) {
    const weight = outer.weights[n * outer.width + t];
    if (weight === 0) continue;
    const middle = outer.first[n] + t;
    for (let s = 0; s < inner.width; s++) {
      const product = weight * inner.weights[middle * inner.width + s];
      const input = inner.first[middle] + s;
      if (product !== 0) used.set(input, (used.get(input) ?? 0) + product);
    }
  }
  if (used.size === 0) return { first: 0, weights: [] };
  const first = Math.min(...used.keys());
  const last = Math.max(...used.keys());
  return { first, weights: Array.from({ length: last - first + 1 }, (_, at) => used.get(first + at) ?? 0) };
}

/** The stretch [from, to) of samples that any input has a part in. */
export function coveredSamples({ count, width, weights }: AxisTaps): [number, number] {
  const isCovered = (n: number) =>
    weights.subarray(n * width, (n + 1) * width).some((weight) => weight !== 0);
  let [from, to] = [0, count];
  while (from < to && !isCovered(from)) from++;
  while (to > from && !isCovered(to - 1)) to--;
  return [from, to];
}

/** The samples [from, to) alone. */
export function sliceTaps(taps: AxisTaps, [from, to]: readonly [number, number]): AxisTaps {
  const { width } = taps;
  return {
    ...taps,
    count: to - from,
    first: taps.first.subarray(from, to),
    weights: taps.weights.subarray(from * width, to * width),
  };
}
