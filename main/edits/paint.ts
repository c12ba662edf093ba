import type { Vec3, VoxelBox } from '../contract/geometry.ts';
import type { PatchRecorder } from './patchRecorder.ts';

/** The label map that is painted on, i fastest, and what the rules look at. */
export interface Canvas {
  readonly labels: Uint8Array;
  /** HU of the scan, on the same grid; needed where a rule has a range. */
  readonly voxelsHu?: Int16Array | Float32Array;
  readonly shapeIjk: Vec3;
}

export interface PaintOptions {
  /** The value to paint with; 0 erases. */
  readonly value: number;
  /** Values that neither lose nor gain a voxel. */
  readonly lockedValues?: readonly number[];
  /** Paints over this value only: 0 leaves other segments alone; a segment's own makes an eraser for it alone. */
  readonly onlyOver?: number;
  /** Paints voxels with HU within [low, high] only. */
  readonly rangeHu?: readonly [number, number];
}

/** PaintOptions, ready for the loop over voxels. */
export interface PaintRule {
  readonly value: number;
  /** For each of the 256 values whether a voxel that has it may be painted: 1 or 0. */
  readonly mayReplace: Uint8Array;
  readonly rangeHu: readonly [number, number] | undefined;
}

export function paintRule({ value, lockedValues = [], onlyOver, rangeHu }: PaintOptions): PaintRule {
  const mayReplace = new Uint8Array(256);
  if (!lockedValues.includes(value)) {
    if (onlyOver === undefined) mayReplace.fill(1);
    else mayReplace[onlyOver] = 1;
    for (const locked of lockedValues) mayReplace[locked] = 0;
    mayReplace[value] = 0;
  }
  return { value, mayReplace, rangeHu };
}

/**
 * Paints `count` voxels from `first` on, each `stride` after the last, where the rule lets it, and tells the recorder.
 *
 * @returns whether any voxel has changed
 */
export function paintRow(
  { labels, voxelsHu }: Canvas,
  { value, mayReplace, rangeHu }: PaintRule,
  recorder: PatchRecorder,
  first: number,
  count: number,
  stride: number,
): boolean {
  const low = rangeHu && voxelsHu ? rangeHu[0] : -Infinity;
  const high = rangeHu && voxelsHu ? rangeHu[1] : Infinity;
  let runStart = -1;
  let runValue = 0;
  let hasChanged = false;
  for (let at = first, end = first + count * stride; at < end; at += stride) {
    const before = labels[at];
    const changes =
      mayReplace[before] === 1 &&
      (rangeHu === undefined || voxelsHu === undefined || (voxelsHu[at] >= low && voxelsHu[at] <= high));
    // A run of the patch is a run in memory: with a stride it is one voxel.
    if (runStart >= 0 && (!changes || before !== runValue || stride !== 1)) {
      recorder.record(runStart, stride === 1 ? at - runStart : 1, runValue);
      runStart = -1;
    }
    if (!changes) continue;
    if (runStart < 0) {
      runStart = at;
      runValue = before;
    }
    labels[at] = value;
    hasChanged = true;
  }
  if (runStart >= 0) recorder.record(runStart, stride === 1 ? first + count - runStart : 1, runValue);
  return hasChanged;
}

/** The box around rows that have changed, as it grows. */
export class ChangedBox {
  private readonly low: [number, number, number] = [Infinity, Infinity, Infinity];
  private readonly high: [number, number, number] = [-Infinity, -Infinity, -Infinity];

  /** Adds `count` voxels along `axis` from the voxel whose position is `at` on. */
  addRow(at: readonly number[], axis: number, count: number): void {
    for (let n = 0; n < 3; n++) {
      this.low[n] = Math.min(this.low[n], at[n]);
      this.high[n] = Math.max(this.high[n], at[n] + (n === axis ? count : 1));
    }
  }

  get box(): VoxelBox | undefined {
    return this.high[0] < 0 ? undefined : { start: this.low, end: this.high };
  }
}

export type Axis = 0 | 1 | 2;

/** The two axes across an axis, the one that lies closer in memory first. */
export function axesAcross(axis: Axis): readonly [Axis, Axis] {
  if (axis === 0) return [1, 2];
  return axis === 1 ? [0, 2] : [0, 1];
}

export function strideOf([ni, nj]: Vec3, axis: Axis): number {
  return axis === 0 ? 1 : axis === 1 ? ni : ni * nj;
}
