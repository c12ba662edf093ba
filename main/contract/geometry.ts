import { z } from 'zod';

/** A triple along the voxel axes (i, j, k) or the world axes (x, y, z), as the name beside it says. */
export type Vec3 = readonly [number, number, number];

/** A 4x4 matrix, row by row, from voxel (i, j, k, 1) to patient position in mm, RAS+ (x right, y anterior, z superior). */
export type Affine = readonly number[];

/** A block of voxels [start, end) along each axis. */
export interface VoxelBox {
  readonly start: Vec3;
  readonly end: Vec3;
}

/** Where a grid of voxels lies in the patient. Voxels are stored with i fastest, as NIfTI and VTK do. */
export interface Grid {
  readonly shapeIjk: Vec3;
  readonly affineIjkToRas: Affine;
}

export const vec3Schema = z.tuple([z.number(), z.number(), z.number()]).readonly();
export const affineSchema = z.array(z.number()).length(16).readonly();
export const voxelBoxSchema = z.object({ start: vec3Schema, end: vec3Schema });
export const gridSchema = z.object({ shapeIjk: vec3Schema, affineIjkToRas: affineSchema });

/** What the viewer and `volscope info` say of a scan. */
export const scanInfoSchema = z.object({
  scanId: z.string(),
  name: z.string(),
  grid: gridSchema,
  spacingMm: vec3Schema,
  /** Closest anatomical direction of each voxel axis, e.g. "LPS": where the index grows towards. */
  orientation: z.string(),
  /** Which header field the affine came from, in nibabel's order. */
  affineSource: z.enum(['sform', 'qform', 'pixdim']),
  datatype: z.string(),
  /** Things that the user should know: values replaced, a sheared affine, a frame of several. */
  warnings: z.array(z.string()).readonly(),
});
export type ScanInfo = z.infer<typeof scanInfoSchema>;
