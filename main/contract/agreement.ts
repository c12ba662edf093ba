import { z } from 'zod';

/** How far two segments are the same. `a` is the first of the two, `b` the other; null where there is nothing to measure. */
export const segmentAgreementSchema = z.object({
  name: z.string(),
  /** The labels' values; null where one of the two has no such segment. */
  valueA: z.number().int().nullable(),
  valueB: z.number().int().nullable(),
  mlA: z.number(),
  mlB: z.number(),
  /** mlB - mlA. */
  differenceMl: z.number(),
  /** Of mlA; null where that is 0. */
  differencePercent: z.number().nullable(),
  /** Twice the common voxels to those of both together, 0 to 1; null where both are empty. */
  dice: z.number().nullable(),
  /** The common voxels to those of either, 0 to 1; null where both are empty. */
  jaccard: z.number().nullable(),
  /** From the border voxels of each to the nearest of the other, the mean of all of these; null where either is empty. */
  meanSurfaceMm: z.number().nullable(),
  /** The larger of both directions' 95th percentile; null where either is empty. */
  hausdorff95Mm: z.number().nullable(),
});
export type SegmentAgreement = z.infer<typeof segmentAgreementSchema>;

/** Two label maps on one grid beside each other. */
export const agreementSchema = z.object({
  /** Names of the groups or files. */
  a: z.string(),
  b: z.string(),
  segments: z.array(segmentAgreementSchema),
});
export type Agreement = z.infer<typeof agreementSchema>;

/** How a group of differences and its segments are called: in the language on screen. */
export const differenceNamesSchema = z.object({
  group: z.string().max(255),
  onlyA: z.string().max(255),
  onlyB: z.string().max(255),
  /** In both, as segments that are no pair. */
  another: z.string().max(255),
});
export type DifferenceNames = z.infer<typeof differenceNamesSchema>;

/** renderer -> engine: shows where two groups of a scan differ, as a group of its own. */
export const showDifferencesSchema = z.object({
  kind: z.literal('showDifferences'),
  scanId: z.string(),
  groupIds: z.tuple([z.string(), z.string()]),
  names: differenceNamesSchema,
});

/** renderer -> engine: how far two groups of a scan agree, as they are now. */
export const compareGroupsSchema = z.object({
  kind: z.literal('compare'),
  scanId: z.string(),
  groupIds: z.tuple([z.string(), z.string()]),
});

/** engine -> renderer. */
export const agreementEventSchema = z.object({
  kind: z.literal('agreement'),
  scanId: z.string(),
  groupIds: z.tuple([z.string(), z.string()]),
  agreement: agreementSchema,
});
