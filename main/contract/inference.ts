import { z } from 'zod';
import { providerNameSchema } from './provider.ts';
import type { Sentence } from './sentence.ts';

/** Voxels and matrices for a graph. Data crosses the process boundary once, as it is. */
export interface TensorMessage {
  readonly type: 'int16' | 'float32';
  readonly data: Int16Array | Float32Array;
  readonly dims: readonly number[];
}

/** Where a network's windows lie in a volume and how their outputs are joined (MONAI's sliding_window_inference). */
export interface WindowPlan {
  readonly shapeKji: readonly [number, number, number];
  /** Where windows begin along each axis; there is one for each combination. */
  readonly startsKji: readonly [readonly number[], readonly number[], readonly number[]];
  /** The part of the input that is wanted: without what it was padded with. */
  readonly keepKji: { readonly start: readonly number[]; readonly end: readonly number[] };
  readonly channels: number;
  readonly blend:
    { readonly kind: 'constant' } | { readonly kind: 'gaussian'; readonly sigmaScaleKji: readonly number[] };
  /**
   * Only labels are wanted: the class of the largest value, where it exceeds the background's by more than `margin`. No more
   * than a window's height of values is then ever held.
   */
  readonly decide?: { readonly margin: number };
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
    }
  | {
      readonly id: number;
      readonly kind: 'runWindows';
      readonly modelPath: string;
      readonly provider: string;
      readonly threads: number;
      readonly input: TensorMessage;
      readonly plan: WindowPlan;
    };

/** inference process -> engine. */
export type InferenceReply =
  | { readonly id: number; readonly kind: 'loaded' }
  /** Any number of these before `done`. */
  | { readonly id: number; readonly kind: 'window'; readonly done: number; readonly total: number }
  | {
      readonly id: number;
      readonly kind: 'done';
      readonly outputs: Readonly<Record<string, TensorMessage>>;
      readonly seconds: number;
      readonly peakRssMb: number;
    }
  | { readonly id: number; readonly kind: 'failed'; readonly why: Sentence };

const tensorSchema = z.object({
  type: z.enum(['int16', 'float32']),
  data: z.union([z.instanceof(Int16Array), z.instanceof(Float32Array)]),
  dims: z.array(z.number().int().nonnegative()),
});
const triple = z.tuple([z.number().int(), z.number().int(), z.number().int()]);
const startsSchema = z.array(z.number().int().nonnegative()).min(1);
const windowPlanSchema = z.object({
  shapeKji: triple,
  startsKji: z.tuple([startsSchema, startsSchema, startsSchema]),
  keepKji: z.object({ start: triple, end: triple }),
  channels: z.number().int().min(1),
  blend: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('constant') }),
    z.object({ kind: z.literal('gaussian'), sigmaScaleKji: z.array(z.number()).length(3) }),
  ]),
  decide: z.object({ margin: z.number() }).optional(),
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
  z.object({ ...session, kind: z.literal('runWindows'), input: tensorSchema, plan: windowPlanSchema }),
]);
