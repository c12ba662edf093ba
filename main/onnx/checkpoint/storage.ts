import { VolscopeError } from '../../contract/errors.ts';
import { contiguousStrides, elementCount, forEachStrided, type FloatTensor } from '../graph/tensor.ts';

/** Only float32 weights become tensors; the counters of batch norm are int64 and are left out. */
export type StorageType = 'float32' | 'ignored';

export const storageTypes: ReadonlyMap<string, StorageType> = new Map([
  ['FloatStorage', 'float32'],
  ['LongStorage', 'ignored'],
]);

/** A block of numbers of a checkpoint, little-endian; tensors are views of it. */
export interface Storage {
  readonly type: StorageType;
  readonly count: number;
  readonly bytes: Uint8Array;
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
  if (!isStorage(storage) || !isIndex(offset) || !isIndexList(dims) || !isIndexList(strides)) throw damaged();
  if (storage.type === 'ignored') return null;
  const count = elementCount(dims);
  const last = dims.reduce((sum, dim, axis) => sum + (dim - 1) * (strides[axis] ?? NaN), offset);
  const stored = Math.floor(storage.bytes.byteLength / 4);
  if (count < 1 || count > stored || !(last < stored)) throw damaged();
  if (contiguousStrides(dims).every((stride, axis) => stride === strides[axis] || dims[axis] === 1)) {
    return { type: 'float32', dims, data: floatView(storage.bytes, offset, count) };
  }
  const stretch = floatView(storage.bytes, 0, stored);
  const data = new Float32Array(count);
  forEachStrided(dims, strides, offset, (index, source) => {
    data[index] = stretch[source];
  });
  return { type: 'float32', dims, data };
}

function floatView(bytes: Uint8Array, offset: number, count: number): Float32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Float32Array(aligned.buffer, aligned.byteOffset + 4 * offset, count);
}

function isStorage(value: unknown): value is Storage {
  return typeof value === 'object' && value !== null && 'bytes' in value && value.bytes instanceof Uint8Array;
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
    'The PyTorch archive describes weights that it does not hold; fetch the file again.',
  );
}
