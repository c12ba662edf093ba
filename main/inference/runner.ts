import type { TensorMessage, WindowPlan } from '../contract/inference.ts';
import type { ProviderName } from '../contract/provider.ts';
import type { WindowOptions } from './slidingWindow.ts';

/** Which graph on which processor. `threads` 0 leaves their number to onnxruntime. */
export interface SessionSpec {
  /** The graph's file; on a server the name that the model has there. */
  readonly modelPath: string;
  readonly provider: ProviderName | 'triton';
  readonly threads: number;
}

export type Tensors = Readonly<Record<string, TensorMessage>>;

export interface RunResult {
  readonly outputs: Tensors;
  readonly seconds: number;
  readonly peakRssMb: number;
  /** Spent waiting for the processor before the run; not part of `seconds`. */
  readonly waitedSeconds?: number;
  /** Gives the outputs' memory back for the next answer, where the runner uses it again; they are empty from then on. */
  readonly release?: () => void;
}

/** Runs graphs somewhere: in this process, or in one of its own that may be ended at any time. */
export interface InferenceRunner {
  /** Makes the session ahead of its first run. Throws VolscopeError('inference'). */
  load(spec: SessionSpec): Promise<void>;
  /**
   * Runs a graph once. Throws VolscopeError('inference') where it fails, VolscopeError('cancelled') where the process was
   * ended on request. `signal` ends a run where that can be done without ending a process: on a server.
   */
  run(spec: SessionSpec, feeds: Tensors, signal?: AbortSignal): Promise<RunResult>;
  /**
   * Runs a network over a volume window by window (see slideWindows); the volume crosses to where it runs once. The output
   * is called `logits`, or `labels` where the plan asks for these. Throws as `run` does.
   */
  runWindows(
    spec: SessionSpec,
    input: TensorMessage,
    plan: WindowPlan,
    options?: WindowOptions,
  ): Promise<RunResult>;
}
