/** How many bits of a 32-bit word are 1. */
export function bitCount(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Position (0 to 31) of the lowest 1 of a word other than 0. */
export function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}

/** The ones of `word` from its single bit `from`, which is one of them, up to the next 0. */
export function onesFrom(word: number, from: number): number {
  return word & ~(word + from);
}

/** The range [first, end) that holds every 1 of a row of words, of which one at least is there. */
export function onesBetween(words: Int32Array): [number, number] {
  const first = words.findIndex((word) => word !== 0);
  const last = words.findLastIndex((word) => word !== 0);
  return [32 * first + lowestBit(words[first]), 32 * last + 32 - Math.clz32(words[last])];
}
