import { z } from 'zod';
import { voxelBoxSchema } from './geometry.ts';
import { labelClassSchema } from './manifest.ts';
import { reportSchema } from './report.ts';

/** Labels cut to the box that holds them: uint8, i fastest, on the scan's own grid. */
export const labelBlockSchema = z.object({ box: voxelBoxSchema, voxels: z.instanceof(Uint8Array) });
export type LabelBlock = z.infer<typeof labelBlockSchema>;

/** One label of a group: what its value means. A locked one is not changed by edits of others. */
export const segmentSchema = labelClassSchema.extend({ locked: z.boolean() });
export type Segment = z.infer<typeof segmentSchema>;

/**
 * Segments that share one label map on the scan's grid, so that a voxel belongs to at most one of them: the result of
 * a model, the content of a label file, what was drawn by hand, or where two other groups differ.
 */
export const segmentGroupSchema = z.object({
  groupId: z.string().min(1).max(255),
  name: z.string().max(255),
  origin: z.enum(['model', 'file', 'drawn', 'difference']),
  segments: z.array(segmentSchema).max(255),
  /** Of the run that made it; null where no model did. */
  report: reportSchema.nullable(),
});
export type SegmentGroup = z.infer<typeof segmentGroupSchema>;

/** A closed triangle mesh in patient space (RAS mm); normals point outwards. */
export const surfaceSchema = z.object({
  positionsRas: z.instanceof(Float32Array),
  normalsRas: z.instanceof(Float32Array),
  triangles: z.instanceof(Uint32Array),
});
export type Surface = z.infer<typeof surfaceSchema>;

/** Edits of a scan that were left unsaved, by a crash or by closing: they can be brought back. */
export const recoverableEditsSchema = z.object({
  /** Names the journal in requests about it. */
  journal: z.string(),
  groupName: z.string(),
  edits: z.number().int(),
  /** Milliseconds since 1970. */
  changedAt: z.number(),
});
export type RecoverableEdits = z.infer<typeof recoverableEditsSchema>;
