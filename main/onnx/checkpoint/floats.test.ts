import { expect, test } from 'vitest';
import { decodeFloats } from './floats.ts';

test.each(['little', 'big'] as const)(
  '%s-endian weights at any byte of a file’s Buffer are read, and it stays as it is',
  (order) => {
    const write = order === 'big' ? 'writeFloatBE' : 'writeFloatLE';
    for (let at = 0; at < 4; at++) {
      const file = Buffer.alloc(64, 7);
      [1.5, -2.25, 3e9].forEach((value, n) => file[write](value, at + 4 * n));
      const before = Buffer.from(file);
      const values = decodeFloats('float32', file.subarray(at, at + 12), order === 'big');
      expect([...values]).toEqual([1.5, -2.25, 3e9]);
      expect(file.equals(before)).toBe(true);
    }
  },
);
