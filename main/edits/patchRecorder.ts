import type { LabelPatch } from '../contract/patch.ts';
import { PatchBuilder } from './patchBuilder.ts';

/** Runs are sorted as one number each: offset times this, plus a length below it. Offsets have 32 bits, so all are exact. */
const LENGTHS = 2 ** 21;

/**
 * Remembers what a stroke changes while it changes it, in time and memory of the changed runs. A voxel may change several
 * times; the patch has its first value and its last.
 */
export class PatchRecorder {
  /** Offset and length of each run, as one number, in the order of the changes. */
  private runs = new Float64Array(1024);
  private values = new Uint8Array(1024);
  private count = 0;

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** To be told of `length` voxels of value `before` from `offset` on, before or after they change. */
  record(offset: number, length: number, before: number): void {
    for (; length >= LENGTHS; offset += LENGTHS - 1, length -= LENGTHS - 1)
      this.record(offset, LENGTHS - 1, before);
    if (this.count === this.values.length) this.grow();
    this.runs[this.count] = offset * LENGTHS + length;
    this.values[this.count++] = before;
  }

  /** The patch from the first recorded change to `labels` as it is now. The recorder is empty afterwards. */
  finish(labels: Uint8Array): LabelPatch {
    const { starts, ends, places } = stretchesOf(this.runs.subarray(0, this.count));
    const old = new Uint8Array(places[starts.length]);
    starts.forEach((start, n) => old.set(labels.subarray(start, ends[n]), places[n]));
    // Backwards through time, so that the first value is the one that stays.
    for (let n = this.count - 1; n >= 0; n--) {
      const offset = Math.floor(this.runs[n] / LENGTHS);
      const stretch = lastUpTo(starts, offset);
      const at = places[stretch] + offset - starts[stretch];
      old.fill(this.values[n], at, at + (this.runs[n] % LENGTHS));
    }
    const builder = new PatchBuilder();
    starts.forEach((start, n) =>
      builder.addDifferences(start, ends[n] - start, old, places[n], labels, start),
    );
    this.count = 0;
    return builder.build();
  }

  private grow(): void {
    const { runs, values } = this;
    this.runs = new Float64Array(2 * runs.length);
    this.values = new Uint8Array(2 * values.length);
    this.runs.set(runs);
    this.values.set(values);
  }
}

/** Disjoint ranges of voxels in ascending order, and where each lies if all are put one after the other. */
interface Stretches {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** One more than there are stretches: the last is their length together. */
  readonly places: Uint32Array;
}

function stretchesOf(runs: Float64Array): Stretches {
  const sorted = runs.slice().sort();
  const starts = new Uint32Array(sorted.length);
  const ends = new Uint32Array(sorted.length);
  let count = 0;
  for (const run of sorted) {
    const start = Math.floor(run / LENGTHS);
    const end = start + (run % LENGTHS);
    if (count > 0 && start <= ends[count - 1]) ends[count - 1] = Math.max(ends[count - 1], end);
    else {
      starts[count] = start;
      ends[count++] = end;
    }
  }
  const places = new Uint32Array(count + 1);
  for (let n = 0; n < count; n++) places[n + 1] = places[n] + ends[n] - starts[n];
  return { starts: starts.subarray(0, count), ends: ends.subarray(0, count), places };
}

/** Position of the last of ascending values that is not above `value`; the first one is not. */
function lastUpTo(ascending: Uint32Array, value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ascending[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
