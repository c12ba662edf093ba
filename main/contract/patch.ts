import { z } from 'zod';

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
