import { z } from 'zod';
import { providerNameSchema } from './provider.ts';

/** Voxels and matrices for a graph. Data crosses the process boundary once, as it is. */
export interface TensorMessage {
  readonly type: 'int16' | 'float32';
  readonly data: Int16Array | Float32Array;
  readonly dims: readonly number[];
}

/** engine -> inference process. `modelPath` is a graph that the engine itself wrote to its cache. */
export type InferenceRequest =
  | {
      readonly id: number;
      readonly kind: 'load';
      readonly modelPath: string;
      readonly provider: string;
      readonly threads: number;
    }
  | {
      readonly id: number;
      readonly kind: 'run';
      readonly modelPath: string;
      readonly provider: string;
      readonly threads: number;
      readonly feeds: Readonly<Record<string, TensorMessage>>;
    };

/** inference process -> engine. */
export type InferenceReply =
  | { readonly id: number; readonly kind: 'loaded' }
  | {
      readonly id: number;
      readonly kind: 'done';
      readonly outputs: Readonly<Record<string, TensorMessage>>;
      readonly seconds: number;
      readonly peakRssMb: number;
    }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string };

const tensorSchema = z.object({
  type: z.enum(['int16', 'float32']),
  data: z.union([z.instanceof(Int16Array), z.instanceof(Float32Array)]),
  dims: z.array(z.number().int().nonnegative()),
});
const session = {
  id: z.number().int(),
  modelPath: z.string(),
  provider: providerNameSchema,
  threads: z.number().int().min(0),
};
export const inferenceRequestSchema = z.discriminatedUnion('kind', [
  z.object({ ...session, kind: z.literal('load') }),
  z.object({ ...session, kind: z.literal('run'), feeds: z.record(z.string(), tensorSchema) }),
]);
