import { z } from 'zod';
import { vec3Schema } from './geometry.ts';

/** What is measured, with the number of points that say where. */
export const pointCounts = { distance: 2, angle: 3, ellipse: 2, rectangle: 2, probe: 1 } as const;
export type MeasurementKind = keyof typeof pointCounts;
export const measurementKinds = Object.keys(pointCounts) as MeasurementKind[];

/** Something measured by hand in one slice of a scan, in patient space: RAS mm. */
export const measurementSchema = z
  .object({
    id: z.string().min(1).max(64),
    kind: z.enum(measurementKinds),
    name: z.string().max(100),
    visible: z.boolean(),
    /** The voxel axis across whose slices it was drawn. */
    sliceAxis: z.literal([0, 1, 2]),
    /** Unit vectors along that slice, at right angles: ellipses and rectangles lie along them. */
    rightRas: vec3Schema,
    upRas: vec3Schema,
    /**
     * Distance: its ends. Angle: an end, the vertex, the other end. Ellipse and rectangle: two opposite corners, of the box
     * around it. Probe: its place.
     */
    pointsRas: z.array(vec3Schema).readonly(),
  })
  .refine(({ kind, pointsRas }) => pointsRas.length === pointCounts[kind], 'too many points or too few');
export type Measurement = z.infer<typeof measurementSchema>;

export const measurementListSchema = z.array(measurementSchema).max(1000).readonly();

/** The HU are null where no centre of a voxel lies inside. */
const roiValuesSchema = z.object({
  areaMm2: z.number(),
  widthMm: z.number(),
  heightMm: z.number(),
  voxels: z.number().int(),
  meanHu: z.number().nullable(),
  /** The population's, as of segments. */
  sdHu: z.number().nullable(),
  minHu: z.number().nullable(),
  maxHu: z.number().nullable(),
});
export type RoiValues = z.infer<typeof roiValuesSchema>;

/** What a measurement says of its scan. */
export const measuredValuesSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('distance'), mm: z.number() }),
  z.object({ kind: z.literal('angle'), degrees: z.number() }),
  /** null outside of the scan. */
  z.object({ kind: z.literal('probe'), hu: z.number().nullable() }),
  roiValuesSchema.extend({ kind: z.literal(['ellipse', 'rectangle']) }),
]);
export type MeasuredValues = z.infer<typeof measuredValuesSchema>;
