import type { Datatype } from './datatypes.ts';
import type { HuVoxels } from './volume.ts';

/** What a voxel that is not a number becomes: air, so that it is neither shown as tissue nor found by a network. */
const NOT_A_NUMBER_HU = -1024;

export interface StoredVoxels {
  /** The voxels' bytes as they stand in the file; swapped in place where the file's byte order is not this machine's. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly datatype: Datatype;
  readonly littleEndian: boolean;
  readonly slope: number;
  readonly intercept: number;
}

export interface DecodedVoxels {
  readonly voxelsHu: HuVoxels;
  /** Voxels that were not finite and are air now. */
  readonly replaced: number;
}

type StoredArray =
  | Int8Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>;

/** True where the stored bytes are HU as int16 already: they are used as they are, without a copy. */
export function isPlainInt16(stored: Omit<StoredVoxels, 'bytes'>): boolean {
  const { datatype, littleEndian, slope, intercept } = stored;
  return datatype.name === 'int16' && littleEndian && slope === 1 && intercept === 0;
}

/**
 * Stored voxels as HU (stored * slope + intercept, computed in float64 as nibabel does). The result is int16 where that
 * holds every value exactly, else float32.
 */
export function decodeVoxels(stored: StoredVoxels): DecodedVoxels {
  if (!stored.littleEndian) swapBytes(stored.bytes, stored.datatype.bytes);
  const values = storedArray(stored.bytes, stored.datatype.name);
  if (values instanceof Int16Array && stored.slope === 1 && stored.intercept === 0)
    return { voxelsHu: values, replaced: 0 };
  return (
    decodeInto(values, stored, new Int16Array(values.length)) ??
    decodeInto(values, stored, new Float32Array(values.length))!
  );
}

/** Returns undefined as soon as a value does not fit an int16 target exactly. */
function decodeInto<T extends HuVoxels>(
  values: StoredArray,
  { slope, intercept }: StoredVoxels,
  target: T,
): DecodedVoxels | undefined {
  const exact = target instanceof Float32Array;
  let replaced = 0;
  for (let n = 0; n < values.length; n++) {
    let hu = values[n] * slope + intercept;
    if (!Number.isFinite(hu)) {
      hu = NOT_A_NUMBER_HU;
      replaced++;
    }
    target[n] = hu;
    if (!exact && target[n] !== hu) return undefined;
  }
  return { voxelsHu: target, replaced };
}

function storedArray(bytes: Uint8Array<ArrayBuffer>, name: string): StoredArray {
  const { buffer, byteOffset, byteLength } = bytes;
  switch (name) {
    case 'int8':
      return new Int8Array(buffer, byteOffset, byteLength);
    case 'int16':
      return new Int16Array(buffer, byteOffset, byteLength / 2);
    case 'uint16':
      return new Uint16Array(buffer, byteOffset, byteLength / 2);
    case 'int32':
      return new Int32Array(buffer, byteOffset, byteLength / 4);
    case 'uint32':
      return new Uint32Array(buffer, byteOffset, byteLength / 4);
    case 'float32':
      return new Float32Array(buffer, byteOffset, byteLength / 4);
    case 'float64':
      return new Float64Array(buffer, byteOffset, byteLength / 8);
    default:
      return bytes;
  }
}

function swapBytes(bytes: Uint8Array, width: number): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (width === 2) buffer.swap16();
  if (width === 4) buffer.swap32();
  if (width === 8) buffer.swap64();
}
