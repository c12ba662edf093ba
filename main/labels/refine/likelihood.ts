import { blurred } from './blur.ts';
import type { CoreStatistics } from './coreStatistics.ts';

/** HU further than this from the organ's are all alike. */
export const WINDOW_HU = 250;
const BIN_HU = 5;
const BINS = (2 * WINDOW_HU) / BIN_HU + 1;

/** Where the surroundings' HU are learnt: beyond what a mask that is too large may hold of the organ, in mm. */
const AROUND_MM = [2, 6] as const;

/** Share of voxels that follow neither distribution, as a density per HU: keeps logarithms finite. */
const STRAY_PER_HU = 5e-4;

/** One voxel's HU says no more than this (natural logarithm): noise is no proof. */
const MOST = 3;

/**
 * How much more likely a voxel's HU is in the organ than around it, as a natural logarithm between -3 and 3. The organ's
 * distribution is normal with the core's median and MAD; that of the surroundings is a histogram of the voxels around,
 * less the share of the organ itself that may be among them where the mask is too small.
 *
 * @param hu already limited to WINDOW_HU around the core's median
 * @param distanceMm of each voxel to the mask's border, negative inside
 */
export function logLikelihoodRatio(
  hu: Float32Array,
  distanceMm: Float32Array,
  { medianHu, sdHu }: CoreStatistics,
): (hu: number) => number {
  const binOf = (value: number) =>
    Math.max(0, Math.min(BINS - 1, Math.round((value - medianHu + WINDOW_HU) / BIN_HU)));
  const organ = Float32Array.from({ length: BINS }, (_, bin) => {
    const z = (bin * BIN_HU - WINDOW_HU) / sdHu;
    return Math.exp((-z * z) / 2) / (sdHu * Math.sqrt(2 * Math.PI));
  });
  const around = surroundings(hu, distanceMm, binOf, Math.max(1, sdHu / BIN_HU));
  const share = organShare(around, organ, sdHu);
  const ratio = organ.map((density, bin) => {
    const inside = density + STRAY_PER_HU / 10;
    const outside = 0.9 * Math.max(0, around[bin] - share * density) + STRAY_PER_HU;
    return Math.max(-MOST, Math.min(MOST, Math.log(inside / outside)));
  });
  return (value) => ratio[binOf(value)];
}

/** The density of the HU around the mask, a HU, smoothed. */
function surroundings(
  hu: Float32Array,
  distanceMm: Float32Array,
  binOf: (hu: number) => number,
  sdBins: number,
): Float32Array {
  const counts = new Float32Array(BINS);
  let total = 0;
  for (let n = 0; n < hu.length; n++) {
    if (distanceMm[n] < AROUND_MM[0] || distanceMm[n] >= AROUND_MM[1]) continue;
    counts[binOf(hu[n])]++;
    total++;
  }
  const smooth = blurred(counts, [BINS, 1, 1], [sdBins, 0, 0]);
  return smooth.map((count) => count / (Math.max(1, total) * BIN_HU));
}

/** The most of the surroundings that can be organ: so much that no HU within one SD is left with less than nothing. */
function organShare(around: Float32Array, organ: Float32Array, sdHu: number): number {
  let share = 1;
  for (let bin = 0; bin < BINS; bin++)
    if (Math.abs(bin * BIN_HU - WINDOW_HU) <= sdHu) share = Math.min(share, around[bin] / organ[bin]);
  return share;
}
