import type { Allocate } from './answerMemory.ts';

/** KServe's names for the types of numbers that models here take and give. */
export type Datatype = 'INT16' | 'FP32' | 'INT64' | 'UINT8';

export interface TensorInfo {
  readonly name: string;
  readonly datatype: string;
  /** Slowest first; -1 varies. */
  readonly shape: readonly number[];
}

/** A stretch of a shared-memory region that the server has been told of. */
export interface RegionSlice {
  readonly region: string;
  readonly offset: number;
  readonly byteSize: number;
}

export interface InferInput extends TensorInfo {
  readonly data: Uint8Array | RegionSlice;
}

export interface InferRequest {
  readonly model: string;
  /** Left out: the server's choice, the latest. */
  readonly version?: string;
  readonly inputs: readonly InferInput[];
  /** What to give back, and where to put it if not into the answer. */
  readonly outputs: readonly { readonly name: string; readonly into?: RegionSlice }[];
}

export interface InferOutput extends TensorInfo {
  /** Absent where the server has put it into a region. */
  readonly data?: Uint8Array<ArrayBuffer>;
}

export interface ServerMetadata {
  readonly name: string;
  readonly version: string;
  readonly extensions: readonly string[];
}

export interface ModelMetadata {
  readonly inputs: readonly TensorInfo[];
  readonly outputs: readonly TensorInfo[];
}

export interface ModelConfig {
  /** The parameters of config.pbtxt. */
  readonly parameters: Readonly<Record<string, string>>;
  /** How many requests the server computes at a time. */
  readonly instances: number;
}

export interface RepositoryModel {
  readonly name: string;
  readonly state: string;
  /** Why it is in that state; empty where it is loaded. */
  readonly reason: string;
}

/** How long to wait for an answer, and what ends the request before. */
export interface CallOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface InferOptions extends CallOptions {
  /** Where the answer's tensors go; left out: into fresh memory. */
  readonly allocate?: Allocate;
}

/**
 * The part of the Open Inference Protocol (KServe v2, with Triton's extensions) that is used here, over one transport. All
 * of it throws ServerFailure.
 */
export interface Protocol {
  serverMetadata(options?: CallOptions): Promise<ServerMetadata>;
  isReady(options?: CallOptions): Promise<boolean>;
  models(options?: CallOptions): Promise<RepositoryModel[]>;
  isModelReady(model: string, options?: CallOptions): Promise<boolean>;
  modelMetadata(model: string, options?: CallOptions): Promise<ModelMetadata>;
  modelConfig(model: string, options?: CallOptions): Promise<ModelConfig>;
  infer(request: InferRequest, options?: InferOptions): Promise<InferOutput[]>;
  /** `key` is the region's name in /dev/shm, with a slash before it. */
  registerRegion(name: string, key: string, byteSize: number, options?: CallOptions): Promise<void>;
  unregisterRegion(name: string, options?: CallOptions): Promise<void>;
  /** The names of the regions that the server holds. */
  regions(options?: CallOptions): Promise<string[]>;
  /** Ends the connections. */
  close(): void;
}

/** Short questions are answered at once or not at all. */
export const QUESTION_TIMEOUT_MS = 10_000;
/** A busy server lets a request wait in its queue. */
export const INFER_TIMEOUT_MS = 600_000;

/** The caller's signal and the time limit in one. */
export function signalOf(options: CallOptions | undefined, timeoutMs: number): AbortSignal {
  const limit = AbortSignal.timeout(options?.timeoutMs ?? timeoutMs);
  return options?.signal ? AbortSignal.any([options.signal, limit]) : limit;
}
