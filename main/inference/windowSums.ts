import type { WindowPlan } from '../contract/inference.ts';

/**
 * Weighted sums of the windows' outputs over the kept part of the input, for windows that come in the order of k. Only as many
 * slices are held as a window is high: slice k lies at k modulo that height, and is handed over before another takes its place.
 */
export class WindowSums {
  private readonly plan: WindowPlan;
  private readonly shape: readonly number[];
  private readonly height: number;
  private readonly channels: readonly Float32Array[];
  /** Undefined where all weights are 1: how many windows hold a voxel is then a product of numbers for each axis. */
  private readonly weights: Float32Array | undefined;
  private readonly counts: readonly Int32Array[];
  private finished = 0;

  /** @param shapeKji of the kept part */
  constructor(shapeKji: readonly number[], plan: WindowPlan) {
    const [nk, nj, ni] = shapeKji;
    this.plan = plan;
    this.shape = shapeKji;
    this.height = Math.min(plan.shapeKji[0], nk);
    const held = this.height * nj * ni;
    this.channels = Array.from({ length: plan.channels }, () => new Float32Array(held));
    this.weights = plan.blend.kind === 'constant' ? undefined : new Float32Array(held);
    this.counts = shapeKji.map((_, axis) => this.countsAlong(axis));
  }

  /** Adds a window that begins at (k, j, i) of the padded input. */
  add(values: Float32Array, weights: Float32Array | undefined, k: number, j: number, i: number): void {
    const { shapeKji, keepKji } = this.plan;
    const [nk, nj, ni] = this.shape;
    const [wk, wj, wi] = shapeKji;
    const [ok, oj, oi] = [k - keepKji.start[0], j - keepKji.start[1], i - keepKji.start[2]];
    const [first, end] = [Math.max(0, -oi), Math.min(wi, ni - oi)];
    for (let z = Math.max(0, -ok); z < Math.min(wk, nk - ok); z++)
      for (let y = Math.max(0, -oj); y < Math.min(wj, nj - oj); y++) {
        const to = (((ok + z) % this.height) * nj + oj + y) * ni + oi;
        const from = (z * wj + y) * wi;
        if (weights && this.weights) addRow(this.weights, to, weights, from, first, end);
        for (let c = 0; c < this.channels.length; c++) {
          const valuesFrom = c * wk * wj * wi + from;
          if (weights) addWeightedRow(this.channels[c], to, values, valuesFrom, weights, from, first, end);
          else addRow(this.channels[c], to, values, valuesFrom, first, end);
        }
      }
  }

  /** Hands over the slices below `end` that were not yet, divided by the sums of their weights. */
  finish(end: number, take: (k: number, channels: readonly Float32Array[]) => void): void {
    const size = this.shape[1] * this.shape[2];
    for (; this.finished < end; this.finished++) {
      const from = (this.finished % this.height) * size;
      const slices = this.channels.map((sums) => sums.subarray(from, from + size));
      const weights = this.weights?.subarray(from, from + size) ?? this.sliceCounts(this.finished);
      for (const slice of slices) for (let n = 0; n < size; n++) slice[n] /= weights[n];
      take(this.finished, slices);
      for (const slice of slices) slice.fill(0);
      this.weights?.fill(0, from, from + size);
    }
  }

  /** How many windows hold each voxel of a slice. */
  private sliceCounts(k: number): Float32Array {
    const [alongK, alongJ, alongI] = this.counts;
    const counts = new Float32Array(alongJ.length * alongI.length);
    let at = 0;
    for (const j of alongJ) for (const i of alongI) counts[at++] = alongK[k] * j * i;
    return counts;
  }

  /** How many windows lie over each place of an axis. */
  private countsAlong(axis: number): Int32Array {
    const counts = new Int32Array(this.shape[axis]);
    for (const start of this.plan.startsKji[axis]) {
      const from = start - this.plan.keepKji.start[axis];
      const to = Math.min(counts.length, from + this.plan.shapeKji[axis]);
      for (let n = Math.max(0, from); n < to; n++) counts[n]++;
    }
    return counts;
  }
}

function addRow(
  sums: Float32Array,
  to: number,
  values: Float32Array,
  from: number,
  first: number,
  end: number,
): void {
  for (let n = first; n < end; n++) sums[to + n] += values[from + n];
}

function addWeightedRow(
  sums: Float32Array,
  to: number,
  values: Float32Array,
  from: number,
  weights: Float32Array,
  weightsFrom: number,
  first: number,
  end: number,
): void {
  for (let n = first; n < end; n++) sums[to + n] += values[from + n] * weights[weightsFrom + n];
}
