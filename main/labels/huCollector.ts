import type { SegmentStatistics } from '../contract/segmentStatistics.ts';
import { INT16_BINS, summariseHistogram, summariseValues, type HuSummary } from './huSummary.ts';

/** HU of one segment as its voxels are met. */
export interface HuCollector {
  /** Adds the scan's voxels [from, end). */
  addRun(from: number, end: number): void;
  summary(): HuSummary;
  histogram(summary: HuSummary, bins: number): SegmentStatistics['histogram'];
}

export function huCollector(voxelsHu: Int16Array | Float32Array): HuCollector {
  return voxelsHu instanceof Int16Array ? new Int16Collector(voxelsHu) : new Float32Collector(voxelsHu);
}

/** Whole HU a bin, the fewest that reach from the least to the greatest value. */
function emptyBins({ minHu, maxHu }: HuSummary, bins: number): SegmentStatistics['histogram'] {
  if (minHu === null || maxHu === null) return { fromHu: 0, binHu: 1, counts: [] };
  const fromHu = Math.floor(minHu);
  const binHu = Math.max(1, Math.ceil((Math.floor(maxHu) - fromHu + 1) / bins));
  return { fromHu, binHu, counts: new Array<number>(bins).fill(0) };
}

class Int16Collector implements HuCollector {
  private readonly voxelsHu: Int16Array;
  private readonly counts = new Uint32Array(INT16_BINS);

  constructor(voxelsHu: Int16Array) {
    this.voxelsHu = voxelsHu;
  }

  addRun(from: number, end: number): void {
    const { voxelsHu, counts } = this;
    for (let n = from; n < end; n++) counts[voxelsHu[n] + 32768]++;
  }

  summary(): HuSummary {
    return summariseHistogram(this.counts);
  }

  histogram(summary: HuSummary, bins: number): SegmentStatistics['histogram'] {
    const result = emptyBins(summary, bins);
    const { fromHu, binHu, counts } = result;
    if (summary.maxHu === null) return result;
    for (let hu = fromHu; hu <= summary.maxHu; hu++)
      counts[Math.floor((hu - fromHu) / binHu)] += this.counts[hu + 32768];
    return result;
  }
}

class Float32Collector implements HuCollector {
  private readonly voxelsHu: Float32Array;
  private values = new Float32Array(1024);
  private count = 0;

  constructor(voxelsHu: Float32Array) {
    this.voxelsHu = voxelsHu;
  }

  addRun(from: number, end: number): void {
    const needed = this.count + end - from;
    if (needed > this.values.length) {
      const grown = new Float32Array(Math.max(needed, 2 * this.values.length));
      grown.set(this.values);
      this.values = grown;
    }
    this.values.set(this.voxelsHu.subarray(from, end), this.count);
    this.count = needed;
  }

  summary(): HuSummary {
    return summariseValues(this.values.subarray(0, this.count));
  }

  histogram(summary: HuSummary, bins: number): SegmentStatistics['histogram'] {
    const result = emptyBins(summary, bins);
    const { fromHu, binHu, counts } = result;
    for (let n = 0; n < this.count; n++) counts[Math.floor((this.values[n] - fromHu) / binHu)]++;
    return result;
  }
}
