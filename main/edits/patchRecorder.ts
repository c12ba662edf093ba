import type { LabelPatch } from '../contract/patch.ts';
import { PatchBuilder } from './patchBuilder.ts';

/**
 * Remembers what a stroke changes while it changes it, in time and memory of the changed runs. A voxel may change several
 * times; the patch has its first value and its last.
 */
export class PatchRecorder {
  /** Offset and length of each run, in the order of the changes. */
  private runs = new Uint32Array(2048);
  private values = new Uint8Array(1024);
  private count = 0;

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** To be told of `length` voxels of value `before` from `offset` on, before or after they change. */
  record(offset: number, length: number, before: number): void {
    if (this.count === this.values.length) this.grow();
    this.runs[2 * this.count] = offset;
    this.runs[2 * this.count + 1] = length;
    this.values[this.count++] = before;
  }

  /** The patch from the first recorded change to `labels` as it is now. The recorder is empty afterwards. */
  finish(labels: Uint8Array): LabelPatch {
    const stretches = this.stretches();
    const first = Float64Array.from(stretches, ({ start }) => start);
    const old = stretches.map(({ start, end }) => labels.slice(start, end));
    // Backwards through time, so that the first value is the one that stays.
    for (let n = this.count - 1; n >= 0; n--) {
      const offset = this.runs[2 * n];
      const stretch = lastUpTo(first, offset);
      const at = offset - first[stretch];
      old[stretch].fill(this.values[n], at, at + this.runs[2 * n + 1]);
    }
    const builder = new PatchBuilder();
    stretches.forEach(({ start, end }, n) =>
      builder.addDifferences(start, end - start, old[n], 0, labels, start),
    );
    this.count = 0;
    return builder.build();
  }

  /** The recorded voxels as disjoint ranges in ascending order. */
  private stretches(): { start: number; end: number }[] {
    const { runs } = this;
    const order = Uint32Array.from({ length: this.count }, (_, n) => n);
    order.sort((a, b) => runs[2 * a] - runs[2 * b]);
    const found: { start: number; end: number }[] = [];
    for (const n of order) {
      const start = runs[2 * n];
      const end = start + runs[2 * n + 1];
      const last = found.at(-1);
      if (last && start <= last.end) last.end = Math.max(last.end, end);
      else found.push({ start, end });
    }
    return found;
  }

  private grow(): void {
    const { runs, values } = this;
    this.runs = new Uint32Array(2 * runs.length);
    this.values = new Uint8Array(2 * values.length);
    this.runs.set(runs);
    this.values.set(values);
  }
}

/** Position of the last of ascending values that is not above `value`; the first one is not. */
function lastUpTo(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ascending[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
