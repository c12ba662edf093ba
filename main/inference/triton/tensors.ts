import type { TensorMessage } from '../../contract/inference.ts';
import { sentence } from '../../contract/sentence.ts';
import { ServerFailure } from './failure.ts';
import type { Datatype, InferOutput, TensorInfo } from './protocol.ts';

const datatypes = { int16: 'INT16', float32: 'FP32' } as const;
const byteSizes: Readonly<Record<Datatype, number>> = { INT16: 2, FP32: 4, INT64: 8, UINT8: 1 };

/** An input as the protocol names it; its data is the tensor's own memory. */
export function inputOf(name: string, { type, data, dims }: TensorMessage) {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { name, datatype: datatypes[type], shape: dims, data: bytes };
}

/** An output as the pipeline takes it. @throws ServerFailure if it is not what it says to be. */
export function tensorOf({ name, datatype, shape, data }: InferOutput): TensorMessage {
  const size = byteSizeOf({ name, datatype, shape });
  if (!data || size === undefined || data.byteLength !== size)
    throw new ServerFailure('failed', sentence`its answer holds no whole "${name}"`);
  const whole = data.byteOffset % 8 === 0 ? data : new Uint8Array(data);
  if (datatype === 'FP32')
    return { type: 'float32', data: new Float32Array(whole.buffer, whole.byteOffset, size / 4), dims: shape };
  if (datatype === 'INT16')
    return { type: 'int16', data: new Int16Array(whole.buffer, whole.byteOffset, size / 2), dims: shape };
  throw new ServerFailure('failed', sentence`"${name}" is ${datatype}, which nothing here takes`);
}

/** Undefined where a dimension varies or the type is none that is known. */
export function byteSizeOf({ datatype, shape }: TensorInfo): number | undefined {
  const bytes = byteSizes[datatype as Datatype] as number | undefined;
  if (bytes === undefined || shape.some((dim) => dim < 0)) return undefined;
  return shape.reduce((product, dim) => product * dim, bytes);
}
