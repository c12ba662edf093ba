import { z } from 'zod';

/** What a NIfTI header says beside the grid, as it stands in the file. */
export const scanHeaderSchema = z.object({
  /** Codes of nifti1.h: 0 not set, 1 scanner, 2 aligned, 3 Talairach, 4 MNI, 5 template. */
  sformCode: z.number().int(),
  qformCode: z.number().int(),
  /** The farthest that a corner of the grid lies apart by sform and by qform, in mm; null where one of them can't be used. */
  formsApartMm: z.number().nullable(),
  /** scl_slope and scl_inter; a slope of 0 means that values are not scaled. */
  slope: z.number(),
  intercept: z.number(),
  /** Units of nifti1.h, of which the viewer takes the lengths for millimetres whatever they are. */
  lengthUnit: z.enum(['unknown', 'm', 'mm', 'µm']),
  description: z.string(),
  intentCode: z.number().int(),
  intentName: z.string(),
  /** Volumes in the file. */
  frames: z.number().int(),
  littleEndian: z.boolean(),
  /** Bytes of the voxels as the engine holds them. */
  engineBytes: z.number().int(),
});
export type ScanHeader = z.infer<typeof scanHeaderSchema>;
