import { z } from 'zod';
import { vec3Schema, voxelBoxSchema } from './geometry.ts';
import { maskStatisticsSchema } from './report.ts';

/** What is known of one segment of a label map. */
export const segmentStatisticsSchema = maskStatisticsSchema.extend({
  value: z.number().int().min(1).max(255),
  /** The box of its voxels; null where there are none. */
  box: voxelBoxSchema.nullable(),
  /** The longest straight line between two points of its outline in one axial slice, with its ends; null where empty. */
  largestAxialDiameter: z.object({ mm: z.number(), fromIjk: vec3Schema, toIjk: vec3Schema }).nullable(),
  /** Voxels by HU: bin n counts those in [fromHu + n binHu, fromHu + (n + 1) binHu). Empty where there are none. */
  histogram: z.object({ fromHu: z.number(), binHu: z.number(), counts: z.array(z.number()) }),
});
export type SegmentStatistics = z.infer<typeof segmentStatisticsSchema>;
