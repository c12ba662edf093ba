import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import { contiguousStrides, elementCount, forEachStrided, type FloatTensor } from '../graph/tensor.ts';
import { decodeFloats, type FloatFormat } from './floats.ts';

/** Floating-point weights become float32 tensors; whole numbers, as the counters of batch norm, are left out. */
export type StorageType = FloatFormat | 'ignored';

/** PyTorch's names of the kinds of storage. */
export const storageTypes: ReadonlyMap<string, StorageType> = new Map<string, StorageType>([
  ['FloatStorage', 'float32'],
  ['HalfStorage', 'float16'],
  ['BFloat16Storage', 'bfloat16'],
  ['DoubleStorage', 'float64'],
  ['LongStorage', 'ignored'],
  ['IntStorage', 'ignored'],
  ['ShortStorage', 'ignored'],
  ['CharStorage', 'ignored'],
  ['ByteStorage', 'ignored'],
  ['BoolStorage', 'ignored'],
]);

/** A block of numbers of a checkpoint; tensors are views of it. Null where its numbers are left out. */
export class Storage {
  readonly values: Float32Array | null;

  constructor(type: StorageType, bytes: Uint8Array, bigEndian: boolean) {
    this.values = type === 'ignored' ? null : decodeFloats(type, bytes, bigEndian);
  }
}

/**
 * The tensor that PyTorch describes as a view of a storage: shared where it lies in memory order (last axis fastest), copied
 * into that order otherwise.
 * Offset and strides are in elements. Gives null for a type that networks don't compute with.
 * @throws VolscopeError('model') if the view reaches outside of its storage.
 */
export function rebuildTensor(
  storage: unknown,
  offset: unknown,
  dims: unknown,
  strides: unknown,
): FloatTensor | null {
  if (!(storage instanceof Storage) || !isIndex(offset) || !isIndexList(dims) || !isIndexList(strides)) {
    throw damaged();
  }
  const { values } = storage;
  if (!values) return null;
  const count = elementCount(dims);
  const last = dims.reduce((sum, dim, axis) => sum + (dim - 1) * (strides[axis] ?? NaN), offset);
  if (count < 1 || count > values.length || !(last < values.length)) throw damaged();
  if (contiguousStrides(dims).every((stride, axis) => stride === strides[axis] || dims[axis] === 1)) {
    return { type: 'float32', dims, data: values.subarray(offset, offset + count) };
  }
  const data = new Float32Array(count);
  forEachStrided(dims, strides, offset, (index, source) => {
    data[index] = values[source];
  });
  return { type: 'float32', dims, data };
}

function isIndex(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isIndexList(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(isIndex);
}

function damaged(): VolscopeError {
  return new VolscopeError(
    'model',
    sentence`The PyTorch archive describes weights that it does not hold; fetch the file again.`,
  );
}
