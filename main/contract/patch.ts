import { z } from 'zod';
import { voxelBoxSchema, type VoxelBox } from './geometry.ts';

/**
 * A change of a label map (uint8, i fastest): what the window and the engine tell each other of an edit, what undo keeps
 * and what the journal holds. Run n is the voxels [runs[2 n], runs[2 n] + runs[2 n + 1]) of the whole map; all of them
 * were `before[n]` and are `after[n]`, another value. Runs are in ascending order and don't overlap.
 */
export interface LabelPatch {
  readonly runs: Uint32Array;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

export const labelPatchSchema: z.ZodType<LabelPatch> = z
  .object({
    runs: z.instanceof(Uint32Array),
    before: z.instanceof(Uint8Array),
    after: z.instanceof(Uint8Array),
  })
  .refine(isWellFormed, 'The runs of a patch are not in order, or their number is not that of their values.');

function isWellFormed({ runs, before, after }: LabelPatch): boolean {
  if (runs.length !== 2 * before.length || before.length !== after.length) return false;
  let end = 0;
  for (let n = 0; n < before.length; n++) {
    if (runs[2 * n] < end || runs[2 * n + 1] === 0 || before[n] === after[n]) return false;
    end = runs[2 * n] + runs[2 * n + 1];
  }
  return true;
}

/**
 * A change of very many voxels, which as runs would take long to carry out: for each pair of values a bit a voxel. Bit b of
 * byte n stands for voxel 8 (firstByte + n) + b of the whole map. A voxel is set in one kind at most.
 */
export interface BitPatch {
  readonly firstByte: number;
  readonly kinds: readonly BitKind[];
  /** Holds every voxel that changes. */
  readonly box: VoxelBox;
}

export interface BitKind {
  readonly before: number;
  readonly after: number;
  readonly bits: Uint8Array;
}

const labelValue = z.number().int().min(0).max(255);

export const bitPatchSchema: z.ZodType<BitPatch> = z.object({
  firstByte: z.number().int().min(0),
  kinds: z.array(z.object({ before: labelValue, after: labelValue, bits: z.instanceof(Uint8Array) })),
  box: voxelBoxSchema,
});

/** An edit in either form. */
export type LabelChange = LabelPatch | BitPatch;
export const labelChangeSchema: z.ZodType<LabelChange> = z.union([labelPatchSchema, bitPatchSchema]);
