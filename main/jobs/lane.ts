import type { Entry, JobContext } from './job.ts';
import type { LaneState } from './schedule.ts';
import { Turnstile } from './turnstile.ts';

export interface LaneOptions {
  readonly id: string;
  /** Jobs that compute on it at a time: 1 on a processor, a server's number of instances. */
  readonly slots: number;
  /** Jobs under way at a time, with those that load ahead or save; left out: as many as compute. */
  readonly depth?: number;
  /** Sessions that it keeps, so that jobs of so many models can be run by turns without loading any anew. */
  readonly sessions?: number;
}

/** A processor or a server, and what is under way on it. */
export class Lane {
  readonly id: string;
  readonly underWay = new Set<Entry>();
  private readonly turnstile: Turnstile;
  private depth: number;
  private readonly sessions: number;
  /** The last used first. */
  private loadedModels: readonly string[] = [];

  constructor({ id, slots, depth = slots, sessions = 2 }: LaneOptions) {
    this.id = id;
    this.turnstile = new Turnstile(slots);
    this.depth = depth;
    this.sessions = sessions;
  }

  get state(): LaneState {
    const underWay = [...this.underWay].map(({ summary: { priority } }) => ({ priority }));
    return { id: this.id, depth: this.depth, underWay, loadedModels: this.loadedModels };
  }

  resize({ slots, depth = slots }: LaneOptions): void {
    this.turnstile.slots = slots;
    this.depth = depth;
  }

  /** Runs a job; it counts as under way until it has come to its end, even if it was cancelled before. */
  async run(entry: Entry, report: JobContext['report']): Promise<unknown> {
    const { signal } = entry.controller;
    const { modelId } = entry.summary;
    this.loadedModels = [modelId, ...this.loadedModels.filter((id) => id !== modelId)].slice(
      0,
      this.sessions,
    );
    this.underWay.add(entry);
    const priority = () => entry.summary.priority;
    try {
      return await entry.run({
        laneId: this.id,
        signal,
        report,
        onProcessor: (work) => this.turnstile.pass(priority, signal, work),
      });
    } finally {
      this.underWay.delete(entry);
    }
  }
}
