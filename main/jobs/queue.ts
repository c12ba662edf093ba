import { randomUUID } from 'node:crypto';
import { describeError, sentenceOf } from '../contract/errors.ts';
import type { JobSummary } from '../contract/jobs.ts';
import { say } from '../messages/say.ts';
import {
  cancelled,
  hasEnded,
  isFailureOfInference,
  withoutLane,
  type Entry,
  type Job,
  type JobRequest,
  type Told,
} from './job.ts';
import { Lane, type LaneOptions } from './lane.ts';
import { nextStart, roomFor } from './schedule.ts';

export interface QueueOptions {
  readonly lanes?: readonly LaneOptions[];
  /** Memory that is free now, in bytes. Left out: memory keeps no job waiting. */
  readonly availableBytes?: () => number;
  /** Something that `jobs()` gives has changed. */
  readonly onChange?: () => void;
}

/** Jobs that have ended are shown for a while. */
const KEPT_ENDED = 100;

const oneProcessor: readonly LaneOptions[] = [{ id: 'processor', slots: 1 }];

/**
 * The one queue of jobs: each is started on a lane (a processor or a server) as `nextStart` decides, and handed to its
 * next lane where one fails it.
 */
export class JobQueue {
  private readonly lanes: Map<string, Lane>;
  private readonly availableBytes: () => number;
  private readonly onChange: () => void;
  /** Those that wait or run. */
  private readonly entries = new Map<string, Entry>();
  /** What is shown of the last ones that ended, and no more: a job's work holds its scan, its outcome the labels. */
  private ended: Pick<Entry, 'order' | 'summary'>[] = [];
  private idleBytes: number;
  private forMemory: string | undefined;
  private lastOrder = 0;

  constructor({ lanes = oneProcessor, availableBytes, onChange }: QueueOptions = {}) {
    this.lanes = new Map(lanes.map((lane) => [lane.id, new Lane(lane)]));
    this.availableBytes = availableBytes ?? (() => Infinity);
    this.onChange = onChange ?? (() => undefined);
    this.idleBytes = this.availableBytes();
  }

  add<T>(request: JobRequest<T>): Job<T> {
    const { id = randomUUID(), name = '', modelId = '', priority = 0, memoryBytes = 0 } = request;
    if (this.entries.has(id)) throw new Error(`There is a job ${id} already.`);
    // What failed or was cancelled is tried again under its id, and counts as the last that came.
    this.ended = this.ended.filter(({ summary }) => summary.id !== id);
    const done = new Promise<T>((resolve, reject) => {
      this.entries.set(id, {
        order: ++this.lastOrder,
        controller: new AbortController(),
        memoryBytes,
        run: request.run,
        resolve: resolve as (value: unknown) => void,
        reject,
        handsOn: request.handsOn ?? isFailureOfInference,
        lanes: request.lanes ?? [[...this.lanes.keys()]],
        overtaken: 0,
        summary: {
          ...{ id, name, modelId, priority, state: 'queued', lane: '', waitsFor: 'turn' },
          ...{ stage: '', fraction: 0, message: null, queuedAt: Date.now(), startedAt: null, endedAt: null },
        },
      });
    });
    this.startWhatCan();
    return { id, done, cancel: () => this.cancel(id) };
  }

  /** No effect on a job that has ended or was never there. */
  cancel(id: string): void {
    const entry = this.entries.get(id);
    if (!entry) return;
    this.end(entry, { state: 'cancelled' });
    entry.reject(cancelled());
    entry.controller.abort(cancelled());
    this.startWhatCan();
  }

  /** Puts a waiting job before all others. */
  raise(id: string): void {
    const entry = this.entries.get(id);
    if (entry?.summary.state !== 'queued') return;
    const highest = Math.max(...this.waiting().map(({ summary }) => summary.priority));
    this.change(entry, { priority: highest + 1 });
    this.startWhatCan();
  }

  /** Adds a lane, or changes how many jobs one takes at a time; those under way on it go on. */
  setLane(options: LaneOptions): void {
    const lane = this.lanes.get(options.id);
    if (lane) lane.resize(options);
    else this.lanes.set(options.id, new Lane(options));
    this.startWhatCan();
  }

  /** All jobs, in the order in which they came: those that wait or run, and the last ones that ended; in the language that is spoken now. */
  jobs(): JobSummary[] {
    const waitsFor = (id: string) => (id === this.forMemory ? 'memory' : 'turn');
    const all = [...this.ended, ...this.entries.values()].sort((a, b) => a.order - b.order);
    return all.map(({ summary }) => ({
      ...summary,
      message: summary.message ? say(summary.message) : '',
      waitsFor: summary.state === 'queued' ? waitsFor(summary.id) : summary.waitsFor,
    }));
  }

  private waiting(): Entry[] {
    return [...this.entries.values()].filter(({ summary }) => summary.state === 'queued');
  }

  private startWhatCan(): void {
    for (;;) {
      const waiting = this.waiting();
      const lanes = [...this.lanes.values()];
      const underWay = lanes.flatMap((lane) => [...lane.underWay]);
      const availableBytes = this.availableBytes();
      if (underWay.length === 0) this.idleBytes = availableBytes;
      const reservedBytes = underWay.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0);
      const decision = nextStart({
        waiting: waiting.map(({ summary: { id, priority, modelId }, ...entry }) => ({
          ...{ id, priority, modelId, order: entry.order, memoryBytes: entry.memoryBytes },
          ...{ lanes: entry.lanes[0] ?? [], overtaken: entry.overtaken },
        })),
        lanes: lanes.map((lane) => lane.state),
        roomBytes: roomFor({ availableBytes, idleBytes: this.idleBytes, reservedBytes }),
      });
      this.forMemory = decision.kind === 'wait' ? decision.forMemory : undefined;
      const entry = decision.kind === 'start' ? this.entries.get(decision.jobId) : undefined;
      const lane = decision.kind === 'start' ? this.lanes.get(decision.laneId) : undefined;
      if (!entry || !lane) break;
      for (const other of waiting)
        if (other.order < entry.order && other.summary.priority === entry.summary.priority) other.overtaken++;
      void this.start(entry, lane);
    }
    this.onChange();
  }

  private async start(entry: Entry, lane: Lane): Promise<void> {
    const startedAt = entry.summary.startedAt ?? Date.now();
    this.change(entry, { state: 'running', lane: lane.id, waitsFor: null, startedAt });
    const { signal } = entry.controller;
    try {
      const value = await lane.run(entry, (stage, fraction) => {
        if (!hasEnded(entry.summary)) this.change(entry, { stage, fraction });
      });
      if (signal.aborted) return;
      this.end(entry, { state: 'done', fraction: 1 });
      entry.resolve(value);
    } catch (error) {
      if (!signal.aborted) this.failOrHandOn(entry, lane, error);
    } finally {
      this.startWhatCan();
    }
  }

  private failOrHandOn(entry: Entry, lane: Lane, error: unknown): void {
    const { kind } = describeError(error);
    const message = sentenceOf(error);
    const lanes = withoutLane(entry.lanes, lane.id);
    if (lanes.length > 0 && entry.handsOn(error)) {
      entry.lanes = lanes;
      this.change(entry, { state: 'queued', waitsFor: 'turn', stage: '', fraction: 0, message });
      return;
    }
    this.end(entry, { state: kind === 'cancelled' ? 'cancelled' : 'failed', message });
    entry.reject(error);
  }

  private change(entry: Entry, changes: Partial<Told>): void {
    entry.summary = { ...entry.summary, ...changes };
    this.onChange();
  }

  private end(entry: Entry, changes: Partial<Told>): void {
    this.entries.delete(entry.summary.id);
    entry.summary = { ...entry.summary, ...changes, waitsFor: null, endedAt: Date.now() };
    const { order, summary } = entry;
    this.ended = [...this.ended, { order, summary }].slice(-KEPT_ENDED);
    this.onChange();
  }
}
