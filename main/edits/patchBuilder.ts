import type { LabelPatch } from '../contract/patch.ts';

/** Collects the runs of a patch in ascending order; neighbours of one kind become one run. */
export class PatchBuilder {
  private runs = new Uint32Array(128);
  private before = new Uint8Array(64);
  private after = new Uint8Array(64);
  private count = 0;

  /** Adds voxels that were `before` and are `after`, which may be equal: then nothing is added. */
  add(offset: number, length: number, before: number, after: number): void {
    if (length === 0 || before === after) return;
    const last = this.count - 1;
    if (
      last >= 0 &&
      this.runs[2 * last] + this.runs[2 * last + 1] === offset &&
      this.before[last] === before &&
      this.after[last] === after
    ) {
      this.runs[2 * last + 1] += length;
      return;
    }
    if (this.count === this.before.length) this.grow();
    this.runs[2 * this.count] = offset;
    this.runs[2 * this.count + 1] = length;
    this.before[this.count] = before;
    this.after[this.count] = after;
    this.count++;
  }

  /** Adds where two rows of values differ; the first of them is voxel `offset` of the label map. */
  addDifferences(
    offset: number,
    length: number,
    before: Uint8Array,
    beforeAt: number,
    after: Uint8Array,
    afterAt: number,
  ): void {
    for (let n = 0; n < length;) {
      const was = before[beforeAt + n];
      const is = after[afterAt + n];
      const start = n++;
      if (was === is) continue;
      while (n < length && before[beforeAt + n] === was && after[afterAt + n] === is) n++;
      this.add(offset + start, n - start, was, is);
    }
  }

  build(): LabelPatch {
    return {
      runs: this.runs.slice(0, 2 * this.count),
      before: this.before.slice(0, this.count),
      after: this.after.slice(0, this.count),
    };
  }

  private grow(): void {
    const [runs, before, after] = [this.runs, this.before, this.after];
    this.runs = new Uint32Array(2 * runs.length);
    this.before = new Uint8Array(2 * before.length);
    this.after = new Uint8Array(2 * after.length);
    this.runs.set(runs);
    this.before.set(before);
    this.after.set(after);
  }
}
