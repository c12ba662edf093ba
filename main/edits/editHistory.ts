import type { LabelPatch } from '../contract/patch.ts';
import { packPatch, unpackPatch } from './packPatch.ts';
import { invertPatch } from './patch.ts';

interface Step {
  /** What was done, for "Undo ...". */
  readonly name: string;
  readonly packed: Uint8Array;
}

/** A step to be carried out by `applyPatch`: the edit itself for redo, its inverse for undo. */
export interface HistoryStep {
  readonly name: string;
  readonly patch: LabelPatch;
}

/**
 * The edits of one label map, for undo and redo without a limit: each is kept packed, some bytes a changed run. The label
 * map itself is the caller's; steps are carried out with `applyPatch`.
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

  /** Names of the next steps to undo and to redo; undefined where there is none. */
  get undoName(): string | undefined {
    return this.steps[this.done - 1]?.name;
  }

  get redoName(): string | undefined {
    return this.steps[this.done]?.name;
  }

  /** Adds an edit that was made. What was undone before it can't be redone any more. An empty patch is no step. */
  push(name: string, patch: LabelPatch): void {
    if (patch.runs.length === 0) return;
    for (const { packed } of this.steps.splice(this.done)) this.heldBytes -= packed.byteLength;
    const step = { name, packed: packPatch(patch) };
    this.steps.push(step);
    this.heldBytes += step.packed.byteLength;
    this.done++;
  }

  /** Goes a step back and returns what to apply for it. */
  undo(): HistoryStep | undefined {
    if (this.done === 0) return undefined;
    const { name, packed } = this.steps[--this.done];
    return { name, patch: invertPatch(unpackPatch(packed)) };
  }

  /** Goes a step forth and returns what to apply for it. */
  redo(): HistoryStep | undefined {
    if (this.done === this.steps.length) return undefined;
    const { name, packed } = this.steps[this.done++];
    return { name, patch: unpackPatch(packed) };
  }

  clear(): void {
    this.steps.length = 0;
    this.done = 0;
    this.heldBytes = 0;
  }
}
