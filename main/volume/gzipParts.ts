import { constants, crc32, deflateRawSync } from 'node:zlib';

/** Bytes, or how many zeros. */
export type GzipPart = Uint8Array | number;

/**
 * Parts, one after the other, as one gzip member (RFC 1952). Each is compressed when it is taken, so that one buffer can
 * serve them all: by runs of one value at level 1, which for label maps is several times faster than level 6 and barely
 * larger. Zeros are not compressed but repeated as they were compressed before, and take no memory of their own.
 */
export function gzipParts(parts: Iterable<GzipPart>): Uint8Array {
  const deflateZeros = zerosDeflater();
  const pieces = [GZIP_HEADER];
  let [crc, length] = [0, 0];
  for (const part of parts) {
    const count = typeof part === 'number' ? part : part.byteLength;
    // zlib takes a part of no length for the start of a new checksum.
    if (count === 0) continue;
    if (typeof part === 'number') pieces.push(...deflateZeros(part));
    else pieces.push(deflate(part));
    crc = typeof part === 'number' ? crcOfZeros(crc, part) : crc32(part, crc);
    length += count;
  }
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc, 0);
  trailer.writeUInt32LE(length % 2 ** 32, 4);
  return Buffer.concat([...pieces, LAST_BLOCK, trailer]);
}

/** Deflate, no flags, no time, no word of how or where. */
const GZIP_HEADER = Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** A last block of nothing, by the fixed code: every other part ends at a byte, with a block that is not the last. */
const LAST_BLOCK = Uint8Array.from([3, 0]);

/** A full flush forgets what came before: what comes out can stand anywhere, as often as wanted. */
function deflate(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { Z_FULL_FLUSH, Z_RLE } = constants;
  return new Uint8Array(deflateRawSync(bytes, { level: 1, strategy: Z_RLE, finishFlush: Z_FULL_FLUSH }));
}

/** Zeros are cut into runs of this length and a rest. */
const RUN_LENGTH = 1 << 20;

/** Compresses zeros, each length once. */
function zerosDeflater(): (count: number) => Uint8Array<ArrayBuffer>[] {
  const known = new Map<number, Uint8Array<ArrayBuffer>>();
  const run = (length: number) => {
    const deflated = known.get(length) ?? deflate(new Uint8Array(length));
    known.set(length, deflated);
    return deflated;
  };
  return (count) => {
    const pieces = count < RUN_LENGTH ? [] : new Array(Math.floor(count / RUN_LENGTH)).fill(run(RUN_LENGTH));
    return count % RUN_LENGTH === 0 ? pieces : [...pieces, run(count % RUN_LENGTH)];
  };
}

/** CRC-32's polynomial, its bits from x^0 (bit 31) on. */
const POLYNOMIAL = 0xedb88320;

/** The CRC-32 of what has `crc`, followed by zeros: the register times x^(8 count), modulo the polynomial. */
export function crcOfZeros(crc: number, count: number): number {
  let factor = 1 << 31;
  let power = 1 << 23;
  for (let rest = count; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) factor = multiply(factor, power);
    power = multiply(power, power);
  }
  return ~multiply(factor, ~crc) >>> 0;
}

/** The product of two polynomials over GF(2), modulo CRC-32's. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let rest = a, shifted = b; rest !== 0; rest <<= 1) {
    if (rest < 0) product ^= shifted;
    shifted = shifted & 1 ? (shifted >>> 1) ^ POLYNOMIAL : shifted >>> 1;
  }
  return product;
}
