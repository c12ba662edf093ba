import { z } from 'zod';
import { agreementSchema } from './agreement.ts';
import { vec3Schema, voxelBoxSchema } from './geometry.ts';

export const maskStatisticsSchema = z.object({
  voxels: z.number(),
  ml: z.number(),
  /** null where the mask is empty. */
  meanHu: z.number().nullable(),
  sdHu: z.number().nullable(),
  minHu: z.number().nullable(),
  maxHu: z.number().nullable(),
  medianHu: z.number().nullable(),
});
export type MaskStatistics = z.infer<typeof maskStatisticsSchema>;

/** What snapping to edges did to the mask; `fromVoxels` is its size before. */
export const refinementSchema = z.object({
  strength: z.number(),
  fromVoxels: z.number(),
  seconds: z.number(),
});
export type Refinement = z.infer<typeof refinementSchema>;

/** What a mask was made of and how: where all of it is still the same, the scan need not be segmented again. */
export const provenanceSchema = z.object({
  scanBytes: z.number(),
  /** When the scan's file was last changed, in milliseconds since 1970. */
  scanModifiedMs: z.number(),
  /** Of the network, its recipe and the revision of the graphs made of them. */
  pipelineSha256: z.string(),
  grid: z.enum(['scan', 'network']),
  /** Which volume of a 4D file; null for 3D. */
  frame: z.number().nullable(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

/** `<stem>_report.json`: what was done to which scan, with what, and what came out. */
export const reportSchema = z.object({
  version: z.string(),
  scan: z.string(),
  shape: vec3Schema,
  orientation: z.string(),
  spacingMm: vec3Schema,
  model: z.object({ id: z.string(), sha256: z.string() }),
  provider: z.object({ name: z.string(), device: z.string() }),
  /** Along the RAS axes of the scan. */
  cropBox: voxelBoxSchema,
  mask: maskStatisticsSchema,
  /** Each class that was found; `mask` is all of them together. */
  segments: z.array(maskStatisticsSchema.extend({ value: z.number().int(), name: z.string() })),
  /** Left out where the mask is as the network gave it. */
  refinement: refinementSchema.optional(),
  network: z.object({ maskVoxels: z.number(), contourVoxels: z.number() }),
  seconds: z.object({
    load: z.number(),
    graph: z.number(),
    post: z.number(),
    restore: z.number(),
    save: z.number(),
    total: z.number(),
  }),
  peakRssMb: z.number(),
  notes: z.array(z.string()),
  /** With the other segments of the scan, where the report was exported beside such. */
  agreement: z.array(agreementSchema).optional(),
  /** In reports that the command line and worklists write. */
  provenance: provenanceSchema.optional(),
});
export type Report = z.infer<typeof reportSchema>;
