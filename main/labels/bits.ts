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

/** Whether there is a 1 in the `count` words from `at` on. */
export function hasOnes(words: Int32Array, at: number, count: number): boolean {
  let any = 0;
  for (let w = 0; w < count; w++) any |= words[at + w];
  return any !== 0;
}

/** Position of the first 1 of a row of words from `at` on, of which one at least is there. */
export function firstOne(words: Int32Array, at: number): number {
  let w = 0;
  while (words[at + w] === 0) w++;
  return 32 * w + lowestBit(words[at + w]);
}

/** The position after the last 1 of the `count` words from `at` on, of which one at least is there. */
export function endOfOnes(words: Int32Array, at: number, count: number): number {
  let w = count - 1;
  while (words[at + w] === 0) w--;
  return 32 * w + 32 - Math.clz32(words[at + w]);
}
