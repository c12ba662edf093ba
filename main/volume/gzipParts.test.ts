import { crc32, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { crcOfZeros, gzipParts, type GzipPart } from './gzipParts.ts';

function joined(parts: readonly GzipPart[]): Buffer {
  return Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.alloc(part) : part)));
}

it('zlib finds the parts one after the other, and its checksum holds', () => {
  const bytes = fc.array(fc.constantFrom(0, 0, 1, 1, 255), { maxLength: 60 }).map((n) => Uint8Array.from(n));
  const zeros = fc.constantFrom(0, 1, 300, (1 << 20) - 1, 1 << 20, (1 << 21) + 5);
  fc.assert(
    fc.property(fc.array(fc.oneof(bytes, zeros), { maxLength: 5 }), (parts) => {
      expect(gunzipSync(gzipParts(parts)).equals(joined(parts))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it('a megabyte of zeros takes a thousandth of it', () => {
  expect(gzipParts([1 << 24]).length).toBeLessThan((1 << 24) / 200);
});

it.each([0, 1, 7, 352, 65_537, 1_000_003])(
  'the checksum goes on over %i zeros as over any bytes',
  (count) => {
    const before = crc32(Buffer.from('some bytes'));
    expect(crcOfZeros(before, count)).toBe(crc32(Buffer.alloc(count), before));
  },
);

it('goes on over more zeros than a 32-bit number counts', () => {
  expect(crcOfZeros(crcOfZeros(5, 2 ** 32), 7)).toBe(crcOfZeros(5, 2 ** 32 + 7));
});
