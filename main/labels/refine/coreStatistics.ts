/** The HU that an organ has where it is beyond doubt. */
export interface CoreStatistics {
  readonly medianHu: number;
  /** Robust SD: 1.4826 times the median absolute deviation, which is the SD of a normal distribution. */
  readonly sdHu: number;
}

/** A mask is trusted this deep inside, or in this share of its depth where it is thin. */
const CORE_MM = 5;
const CORE_SHARE = 0.6;

/** A logit difference from which a network's word is taken (pipeline.md), away from the mask's border. */
const SURE_LOGIT = 1.2;
const SURE_MM = 1;

/** Fewer voxels than these tell nothing. */
const ENOUGH = 30;

/** No tissue is so even that its HU differ by less. */
const LEAST_SD_HU = 3;

/**
 * The positions of a mask's core: where the network is sure, or else what is left of the mask when it is eroded by some
 * mm. Undefined where that is too little to tell anything.
 *
 * @param distanceMm of each voxel to the mask's border, negative inside
 * @param logits the network's logit difference, NaN where it is not known
 */
export function coreOf(distanceMm: Float32Array, logits?: Float32Array): Int32Array | undefined {
  if (logits) {
    const sure = positions(distanceMm, (n) => distanceMm[n] < -SURE_MM && logits[n] > SURE_LOGIT);
    if (sure.length >= ENOUGH) return sure;
  }
  const depthMm = Math.min(CORE_MM, CORE_SHARE * greatestDepth(distanceMm));
  const deep = positions(distanceMm, (n) => distanceMm[n] < -depthMm);
  return deep.length >= ENOUGH ? deep : undefined;
}

/** How deep the deepest voxel of a mask lies in it, in mm. */
export function greatestDepth(distanceMm: Float32Array): number {
  let lowest = 0;
  for (let n = 0; n < distanceMm.length; n++) if (distanceMm[n] < lowest) lowest = distanceMm[n];
  return -lowest;
}

/** Median and MAD of the values at some positions. */
export function coreStatistics(hu: Float32Array, core: Int32Array): CoreStatistics {
  const values = Float32Array.from(core, (n) => hu[n]);
  const medianHu = median(values);
  const deviation = median(values.map((value) => Math.abs(value - medianHu)));
  return { medianHu, sdHu: Math.max(LEAST_SD_HU, 1.4826 * deviation) };
}

/** The upper of the middle two where their number is even. Sorts in place. */
function median(values: Float32Array): number {
  return values.sort()[values.length >> 1];
}

function positions(like: Float32Array, isOne: (n: number) => boolean): Int32Array {
  const found = new Int32Array(like.length);
  let count = 0;
  for (let n = 0; n < like.length; n++) if (isOne(n)) found[count++] = n;
  return found.slice(0, count);
}
