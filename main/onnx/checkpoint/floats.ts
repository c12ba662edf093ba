/** How a checkpoint stores floating-point numbers. */
export type FloatFormat = 'float32' | 'float16' | 'bfloat16' | 'float64';

const bytesPerValue: Readonly<Record<FloatFormat, number>> = {
  float32: 4,
  float16: 2,
  bfloat16: 2,
  float64: 8,
};

/**
 * A block of floating-point numbers as float32: a view of the bytes where they are that already, else a copy. A rest that
 * is too short for a number is left out.
 */
export function decodeFloats(format: FloatFormat, bytes: Uint8Array, bigEndian: boolean): Float32Array {
  const size = bytesPerValue[format];
  const count = Math.floor(bytes.byteLength / size);
  const data = inOurOrder(bytes.subarray(0, count * size), size, bigEndian);
  switch (format) {
    case 'float32':
      return new Float32Array(data.buffer, data.byteOffset, count);
    case 'float64':
      return Float32Array.from(new Float64Array(data.buffer, data.byteOffset, count));
    case 'float16': {
      const table = (halves ??= makeHalves());
      return Float32Array.from(new Uint16Array(data.buffer, data.byteOffset, count), (bits) => table[bits]);
    }
    case 'bfloat16': {
      // The upper half of a float32.
      const bits = Uint32Array.from(
        new Uint16Array(data.buffer, data.byteOffset, count),
        (upper) => upper << 16,
      );
      return new Float32Array(bits.buffer);
    }
  }
}

/** Little-endian and at an address that typed arrays accept: the bytes themselves, or a copy. */
function inOurOrder(bytes: Uint8Array, size: number, bigEndian: boolean): Uint8Array {
  if (!bigEndian) return bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
  // Not slice(): that of a Buffer, which a file is read as, gives no copy.
  const swapped = Buffer.from(new Uint8Array(bytes).buffer);
  if (size === 2) return swapped.swap16();
  return size === 4 ? swapped.swap32() : swapped.swap64();
}

let halves: Float32Array | undefined;

/** The value of each of the 65,536 half-precision numbers (IEEE 754 binary16). */
function makeHalves(): Float32Array {
  return Float32Array.from({ length: 65_536 }, (_, bits) => {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 31;
    const fraction = bits & 1023;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}
