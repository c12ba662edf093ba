import type { Vec3 } from '../contract/geometry.ts';
import type { BitPatch, LabelChange, LabelPatch } from '../contract/patch.ts';
import { bitsOfPatch, invertBits } from './bitPatch.ts';
import { packPatch, unpackPatch } from './packPatch.ts';
import { invertPatch, patchVoxels } from './patch.ts';

/** Edits of more voxels or runs than these are kept as bits: as runs they would take too long to undo. */
const MANY_VOXELS = 2_000_000;
const MANY_RUNS = 100_000;

interface Step {
  /** What was done, for "Undo ...". */
  readonly name: string;
  readonly kept: Uint8Array | BitPatch;
}

/** A step to be carried out by `applyChange`: the edit itself for redo, its inverse for undo. */
export interface HistoryStep {
  readonly name: string;
  readonly change: LabelChange;
}

/**
 * The edits of one label map, for undo and redo without a limit: each is kept packed, some bytes a changed run, or a bit a
 * voxel where it is of very many. The label map itself is the caller's; steps are carried out with `applyChange`.
 */
export class EditHistory {
  private readonly steps: Step[] = [];
  /** How many of the steps are done; the others were undone and can be redone. */
  private done = 0;
  private heldBytes = 0;

  /** Bytes of memory of all steps. */
  get bytes(): number {
    return this.heldBytes;
  }

  /** Stands for the step that Undo would take back: the same as before while no other came. */
  get lastStep(): object | undefined {
    return this.steps[this.done - 1];
  }

  /** Whether a step (see `lastStep`) is done: not where it was undone. */
  isDone(step: object | undefined): boolean {
    return this.steps.some((one, at) => one === step && at < this.done);
  }

  /** Names of the next steps to undo and to redo; undefined where there is none. */
  get undoName(): string | undefined {
    return this.steps[this.done - 1]?.name;
  }

  get redoName(): string | undefined {
    return this.steps[this.done]?.name;
  }

  /** Adds an edit that was made of a label map of this shape. What was undone before it can't be redone any more. An empty patch is no step. */
  push(name: string, patch: LabelPatch, shapeIjk: Vec3): void {
    if (patch.runs.length === 0) return;
    for (const { kept } of this.steps.splice(this.done)) this.heldBytes -= bytesOf(kept);
    const kept = (isLarge(patch) && bitsOfPatch(patch, shapeIjk)) || packPatch(patch);
    this.steps.push({ name, kept });
    this.heldBytes += bytesOf(kept);
    this.done++;
  }

  /** Goes a step back and returns what to apply for it. */
  undo(): HistoryStep | undefined {
    if (this.done === 0) return undefined;
    const { name, kept } = this.steps[--this.done];
    return { name, change: isPacked(kept) ? invertPatch(unpackPatch(kept)) : invertBits(kept) };
  }

  /** Goes a step forth and returns what to apply for it. */
  redo(): HistoryStep | undefined {
    if (this.done === this.steps.length) return undefined;
    const { name, kept } = this.steps[this.done++];
    return { name, change: isPacked(kept) ? unpackPatch(kept) : kept };
  }

  clear(): void {
    this.steps.length = 0;
    this.done = 0;
    this.heldBytes = 0;
  }
}

const isPacked = (kept: Step['kept']): kept is Uint8Array => kept instanceof Uint8Array;

const isLarge = (patch: LabelPatch) => patch.before.length > MANY_RUNS || patchVoxels(patch) > MANY_VOXELS;

function bytesOf(kept: Step['kept']): number {
  if (isPacked(kept)) return kept.byteLength;
  return kept.kinds.reduce((sum, { bits }) => sum + bits.byteLength, 0);
}
