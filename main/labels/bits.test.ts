import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitCount, endOfOnes, firstOne, lowestBit, onesFrom } from './bits.ts';

const words = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const bitsOf = (word: number) => Array.from({ length: 32 }, (_, n) => (word >>> n) & 1);

describe('bits', () => {
  it('counts and finds ones as a look at each bit does', () => {
    fc.assert(
      fc.property(words, (word) => {
        const bits = bitsOf(word);
        expect(bitCount(word)).toBe(bits.filter((bit) => bit === 1).length);
        if (word !== 0) expect(lowestBit(word)).toBe(bits.indexOf(1));
      }),
    );
  });

  it('cuts out the ones from a bit up to the next zero, up to the sign bit', () => {
    fc.assert(
      fc.property(words, fc.nat(31), (word, from) => {
        const bits = bitsOf(word);
        fc.pre(bits[from] === 1);
        const expected = bits.map((_, n) => (n >= from && !bits.slice(from, n + 1).includes(0) ? 1 : 0));
        expect(bitsOf(onesFrom(word, 1 << from))).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('finds the range of ones in a row of words', () => {
    const words = Int32Array.from([7, 0, 1 << 31, 0, 5, 0, 7]);
    expect(firstOne(words, 1)).toBe(63);
    expect(endOfOnes(words, 1, 5)).toBe(99);
  });
});
