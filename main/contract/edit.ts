import { z } from 'zod';

/** What the engine can do to one segment as a whole. Sizes are in mm and mL, so that spacing needs no thought. */
export const editOperationSchema = z.discriminatedUnion('kind', [
  /** Fills what is enclosed: in 3D, or in each slice across a voxel axis. */
  z.object({ kind: z.literal('fillHoles'), axis: z.number().int().min(0).max(2).nullable() }),
  z.object({ kind: z.literal('keepLargest') }),
  z.object({ kind: z.literal('removeIslands'), minMl: z.number().positive() }),
  z.object({ kind: z.literal('grow'), mm: z.number().positive().max(50) }),
  z.object({ kind: z.literal('shrink'), mm: z.number().positive().max(50) }),
  z.object({ kind: z.literal('smooth'), mm: z.number().positive().max(20) }),
  /** Fills the slices between those that carry the segment, across a voxel axis, from their shapes. */
  z.object({ kind: z.literal('interpolate'), axis: z.number().int().min(0).max(2) }),
  /** Moves the boundary to where the image has it. `strength` 0 leaves it where it is. */
  z.object({ kind: z.literal('refine'), strength: z.number().min(0).max(1) }),
]);
export type EditOperation = z.infer<typeof editOperationSchema>;
