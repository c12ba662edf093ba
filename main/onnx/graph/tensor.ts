/** A constant of a graph or a weight of a checkpoint; the last dimension varies fastest. */
export type Tensor = FloatTensor | IntTensor;

export interface FloatTensor {
  readonly type: 'float32';
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

export interface IntTensor {
  readonly type: 'int64';
  readonly dims: readonly number[];
  readonly data: BigInt64Array;
}

/** Number of elements of a tensor with these dimensions; 1 for a scalar. */
export function elementCount(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

/** @throws Error if the data does not fill the dimensions. */
export function floatTensor(dims: readonly number[], values: Float32Array | readonly number[]): FloatTensor {
  const data = values instanceof Float32Array ? values : Float32Array.from(values);
  if (data.length !== elementCount(dims)) {
    throw new Error(`${data.length} values do not fill a tensor of ${dims.join(' x ')}.`);
  }
  return { type: 'float32', dims, data };
}

/** A one-dimensional int64 tensor: shapes, axes and slice bounds of ONNX operators. */
export function intVector(values: readonly number[]): IntTensor {
  return { type: 'int64', dims: [values.length], data: BigInt64Array.from(values, BigInt) };
}

/**
 * Calls `visit` for every element of a grid in memory order (last axis fastest), with the element's position in a
 * second layout of the same grid that is given by its own strides and offset.
 */
export function forEachStrided(
  dims: readonly number[],
  strides: readonly number[],
  offset: number,
  visit: (index: number, stridedIndex: number) => void,
): void {
  const position = dims.map(() => 0);
  const count = elementCount(dims);
  let strided = offset;
  for (let index = 0; index < count; index++) {
    visit(index, strided);
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      strided += strides[axis];
      if (++position[axis] < dims[axis]) break;
      strided -= strides[axis] * dims[axis];
      position[axis] = 0;
    }
  }
}

/** Strides of a tensor in memory order, in elements. */
export function contiguousStrides(dims: readonly number[]): number[] {
  const strides = dims.map(() => 1);
  for (let axis = dims.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1] * dims[axis + 1];
  return strides;
}

/** The tensor with its axes in another order: axis `a` of the result is axis `order[a]` of the source. */
export function permuteAxes(tensor: FloatTensor, order: readonly number[]): FloatTensor {
  const sourceStrides = contiguousStrides(tensor.dims);
  const dims = order.map((axis) => tensor.dims[axis]);
  const data = new Float32Array(tensor.data.length);
  const strides = order.map((axis) => sourceStrides[axis]);
  forEachStrided(dims, strides, 0, (index, source) => {
    data[index] = tensor.data[source];
  });
  return { type: 'float32', dims, data };
}
