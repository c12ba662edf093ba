import type { EngineEvent } from '../contract/engine.ts';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import { THIS_COMPUTER } from '../contract/jobs.ts';
import type { HostEvent } from '../contract/host.ts';
import type { PortRunner } from '../inference/portRunner.ts';
import { availableBytes } from '../batch/memory.ts';
import type { Job, JobRequest } from '../jobs/job.ts';
import { JobQueue } from '../jobs/queue.ts';

/** One job computes, one is loaded ahead, one is saved. */
const DEPTH = 3;
/** The window is told of changes at most so often. */
const INTERVAL_MS = 200;

/** The engine's jobs: on this computer and on servers, told to the window as they change. */
export class EngineJobs {
  private readonly runner: PortRunner;
  private readonly tellHost: (event: HostEvent) => void;
  private readonly emit: (event: EngineEvent) => void;
  private readonly queue: JobQueue;
  /** Jobs that hold this computer's processor: one at most. */
  private readonly computing = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(runner: PortRunner, tellHost: (event: HostEvent) => void, emit: (event: EngineEvent) => void) {
    this.runner = runner;
    this.tellHost = tellHost;
    this.emit = emit;
    this.queue = new JobQueue({
      // One inference process serves all of this computer's processors, a run at a time.
      lanes: [{ id: THIS_COMPUTER, slots: 1, depth: DEPTH }],
      availableBytes,
      onChange: () => this.tellSoon(),
    });
  }

  add<T>(request: JobRequest<T>): Job<T> {
    const job: Job<T> = this.queue.add<T>({
      lanes: [[THIS_COMPUTER]],
      ...request,
      run: (context) =>
        request.run({
          ...context,
          onProcessor: (work) => context.onProcessor(() => this.computed(job.id, context.laneId, work)),
        }),
    });
    return job;
  }

  /** A server with so many instances of its models takes jobs too. */
  setServer(id: string, instances: number): void {
    this.queue.setLane({ id, slots: instances, depth: instances + 1, sessions: Infinity });
  }

  /** A run on this computer can't be interrupted: its process is ended and replaced. */
  cancel(id: string): void {
    const state = this.queue.jobs().find((job) => job.id === id);
    this.queue.cancel(id);
    const holdsProcess = this.computing.size === 0 ? state?.lane === THIS_COMPUTER : this.computing.has(id);
    if (state?.state !== 'running' || !holdsProcess || !this.runner.busy) return;
    this.runner.detach(new VolscopeError('cancelled', sentence`Segmentation was cancelled.`));
    this.tellHost({ kind: 'restartInference' });
  }

  /** A job that waits or runs needs the model. */
  needs(modelId: string): boolean {
    return this.queue
      .jobs()
      .some((job) => job.modelId === modelId && (job.state === 'queued' || job.state === 'running'));
  }

  raise(id: string): void {
    this.queue.raise(id);
  }

  /** Tells the window of all jobs now. */
  tell(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.emit({ kind: 'jobs', jobs: this.queue.jobs() });
  }

  private tellSoon(): void {
    this.timer ??= setTimeout(() => this.tell(), INTERVAL_MS);
  }

  private async computed<R>(id: string, laneId: string, work: () => Promise<R>): Promise<R> {
    if (laneId !== THIS_COMPUTER) return work();
    this.computing.add(id);
    try {
      return await work();
    } finally {
      this.computing.delete(id);
    }
  }
}
