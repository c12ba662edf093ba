import { describeError, VolscopeError } from '../contract/errors.ts';
import { sentence, type Sentence } from '../contract/sentence.ts';
import type { JobSummary } from '../contract/jobs.ts';

/** A job as it is asked for. */
export interface JobRequest<T> {
  /** Made up where it is left out. */
  readonly id?: string;
  readonly name?: string;
  readonly modelId?: string;
  readonly priority?: number;
  /** What it is expected to hold in this machine's memory at most. */
  readonly memoryBytes?: number;
  /**
   * The lanes to run on: any of the first group; where all of one group have failed it, any of the next. Left out: any
   * lane.
   */
  readonly lanes?: readonly (readonly string[])[];
  /** Whether another lane may do better after this error; left out: after every VolscopeError('inference'). */
  readonly handsOn?: (error: unknown) => boolean;
  readonly run: (context: JobContext) => Promise<T>;
}

/** What a running job has. */
export interface JobContext {
  readonly laneId: string;
  readonly signal: AbortSignal;
  /**
   * Waits for one of the lane's slots and holds it for as long as `work` takes: to be put around what computes on the
   * lane's processor, so that loading and saving overlap another job's network.
   */
  onProcessor<R>(work: () => Promise<R>): Promise<R>;
  report(stage: string, fraction: number): void;
}

/** A job in the queue. */
export interface Job<T> {
  readonly id: string;
  readonly done: Promise<T>;
  /** Ends a waiting job at once; a running one sees its signal. Either way `done` rejects with 'cancelled'. */
  cancel(): void;
}

/** What the queue shows of a job, still in no language. */
export interface Told extends Omit<JobSummary, 'message'> {
  readonly message: Sentence | null;
}

/** A job's place in the queue while it lives there. */
export interface Entry {
  readonly order: number;
  readonly controller: AbortController;
  readonly memoryBytes: number;
  readonly run: (context: JobContext) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly handsOn: (error: unknown) => boolean;
  lanes: readonly (readonly string[])[];
  overtaken: number;
  summary: Told;
}

export function cancelled(): VolscopeError {
  return new VolscopeError('cancelled', sentence`Cancelled.`);
}

/** What is left of the lanes to try after one has failed. */
export function withoutLane(
  lanes: readonly (readonly string[])[],
  failed: string,
): readonly (readonly string[])[] {
  return lanes.map((group) => group.filter((id) => id !== failed)).filter((group) => group.length > 0);
}

export function isFailureOfInference(error: unknown): boolean {
  return describeError(error).kind === 'inference';
}

export function hasEnded({ state }: Told): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}
