import type { MaskStatistics } from '../contract/report.ts';

/** Number of voxels and their HU. The standard deviation is the population's, as numpy's; all exact for int16. */
export type HuSummary = Omit<MaskStatistics, 'ml'>;

export const nothing: HuSummary = {
  voxels: 0,
  meanHu: null,
  sdHu: null,
  minHu: null,
  maxHu: null,
  medianHu: null,
};

/** Bins of a histogram that has one for each int16: HU + 32768. */
export const INT16_BINS = 65536;

/** From a histogram of `INT16_BINS` bins. */
export function summariseHistogram(histogram: Uint32Array): HuSummary {
  let [voxels, sum, min, max] = [0, 0, 0, 0];
  for (let bin = 0; bin < histogram.length; bin++) {
    if (histogram[bin] === 0) continue;
    if (voxels === 0) min = bin - 32768;
    max = bin - 32768;
    voxels += histogram[bin];
    sum += histogram[bin] * max;
  }
  if (voxels === 0) return nothing;

  const mean = sum / voxels;
  let squares = 0;
  for (let hu = min; hu <= max; hu++) squares += histogram[hu + 32768] * (hu - mean) ** 2;
  const nth = (n: number) => {
    let hu = min - 1;
    for (let seen = 0; seen <= n;) seen += histogram[++hu + 32768];
    return hu;
  };
  const median = (nth((voxels - 1) >> 1) + nth(voxels >> 1)) / 2;
  return {
    voxels,
    meanHu: mean,
    sdHu: Math.sqrt(squares / voxels),
    minHu: min,
    maxHu: max,
    medianHu: median,
  };
}

/** From the values themselves, which it sorts. */
export function summariseValues(values: Float32Array): HuSummary {
  const voxels = values.length;
  if (voxels === 0) return nothing;
  values.sort();
  const mean = values.reduce((sum, hu) => sum + hu, 0) / voxels;
  const squares = values.reduce((sum, hu) => sum + (hu - mean) ** 2, 0);
  return {
    voxels,
    meanHu: mean,
    sdHu: Math.sqrt(squares / voxels),
    minHu: values[0],
    maxHu: values[voxels - 1],
    medianHu: (values[(voxels - 1) >> 1] + values[voxels >> 1]) / 2,
  };
}
