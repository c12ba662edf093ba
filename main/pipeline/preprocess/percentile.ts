const LOW_BITS = 16;
const LOW = (1 << LOW_BITS) - 1;

/**
 * The q-th percentile (0 to 100), linear between the two values around it as numpy has it. Values are counted by the upper,
 * then by the lower half of their bits, so that nothing is sorted or copied.
 */
export function percentile(values: Float32Array, q: number): number {
  const position = (q / 100) * (values.length - 1);
  const lower = nthSmallest(values, Math.floor(position));
  const upper = nthSmallest(values, Math.ceil(position));
  return lower + (upper - lower) * (position - Math.floor(position));
}

/** The value that would stand at `n` if they were sorted. */
function nthSmallest(values: Float32Array, n: number): number {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const upper = new Uint32Array(1 << 16);
  for (let at = 0; at < bits.length; at++) upper[ordered(bits[at]) >>> LOW_BITS]++;
  let [bucket, before] = [0, 0];
  while (before + upper[bucket] <= n) before += upper[bucket++];
  const lower = new Uint32Array(1 << LOW_BITS);
  for (let at = 0; at < bits.length; at++) {
    const key = ordered(bits[at]);
    if (key >>> LOW_BITS === bucket) lower[key & LOW]++;
  }
  let low = 0;
  while (before + lower[low] <= n) before += lower[low++];
  return valueOf(((bucket << LOW_BITS) | low) >>> 0);
}

/** The bits of a float32 as a number that grows with it: negative ones turned round, others above them. */
function ordered(bits: number): number {
  return (bits & 0x80000000 ? ~bits : bits | 0x80000000) >>> 0;
}

function valueOf(key: number): number {
  const bits = Uint32Array.of(key & 0x80000000 ? key & 0x7fffffff : ~key);
  return new Float32Array(bits.buffer)[0];
}
