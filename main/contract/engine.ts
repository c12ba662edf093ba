import { z } from 'zod';
import { scanInfoSchema, vec3Schema, voxelBoxSchema } from './geometry.ts';
import { cancelJobSchema, jobsEventSchema, raiseJobSchema } from './jobs.ts';
import { labelClassSchema } from './manifest.ts';
import { providerChoiceSchema, providerStatusSchema } from './provider.ts';
import { reportSchema } from './report.ts';
import {
  openEntrySchema,
  removeEntriesSchema,
  segmentListSchema,
  worklistEntryEventSchema,
  worklistEventSchema,
} from './worklist.ts';

/**
 * The conversation between a window and the engine, over the MessagePort that Electron's main process hands out.
 * A window never names a path: it asks main to open or to save, and main tells the engine (see shell.ts).
 */

/** renderer -> engine */
export const engineRequestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('segment'),
    scanId: z.string(),
    modelId: z.string(),
    provider: providerChoiceSchema,
  }),
  z.object({ kind: z.literal('cancel'), scanId: z.string() }),
  z.object({ kind: z.literal('chooseFrame'), openId: z.string(), frame: z.number().int().min(0) }),
  z.object({ kind: z.literal('closeScan'), scanId: z.string() }),
  cancelJobSchema,
  raiseJobSchema,
  segmentListSchema,
  openEntrySchema,
  removeEntriesSchema,
  z.object({ kind: z.literal('listModels') }),
  z.object({ kind: z.literal('listProviders') }),
]);
export type EngineRequest = z.infer<typeof engineRequestSchema>;

export const modelSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  licence: z.string(),
  classes: z.array(labelClassSchema),
});
export type ModelSummary = z.infer<typeof modelSummarySchema>;

export const segmentStages = ['prepare', 'network', 'components', 'restore', 'surface'] as const;
export type SegmentStage = (typeof segmentStages)[number];

/** A mask or its contour, cut to the box that holds it: uint8, i fastest, on the scan's own grid. */
const labelBlockSchema = z.object({ box: voxelBoxSchema, voxels: z.instanceof(Uint8Array) });
export type LabelBlock = z.infer<typeof labelBlockSchema>;

/** A closed triangle mesh in patient space (RAS mm); normals point outwards. */
const surfaceSchema = z.object({
  positionsRas: z.instanceof(Float32Array),
  normalsRas: z.instanceof(Float32Array),
  triangles: z.instanceof(Uint32Array),
});
export type Surface = z.infer<typeof surfaceSchema>;

/** engine -> renderer */
export const engineEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opening'), openId: z.string(), name: z.string(), fraction: z.number() }),
  /**
   * A stretch of the voxels of a scan that is being opened: HU, i fastest, in the file's own axis order. Sent in order, as
   * they are read; `count` is that of the whole scan. All of them come before `opened`, none counts after `openFailed`.
   */
  z.object({
    kind: z.literal('voxels'),
    openId: z.string(),
    from: z.number().int().min(0),
    count: z.number().int().min(1),
    voxelsHu: z.instanceof(Int16Array),
  }),
  z.object({ kind: z.literal('opened'), openId: z.string(), scan: scanInfoSchema }),
  /** Smallest and largest value of a scan. Follows `opened`: its first slice need not wait for it. */
  z.object({ kind: z.literal('range'), scanId: z.string(), rangeHu: z.tuple([z.number(), z.number()]) }),
  z.object({ kind: z.literal('frameNeeded'), openId: z.string(), name: z.string(), frames: z.number() }),
  z.object({ kind: z.literal('openFailed'), openId: z.string(), name: z.string(), message: z.string() }),
  z.object({
    kind: z.literal('progress'),
    scanId: z.string(),
    stage: z.enum(segmentStages),
    /** 0 to 1 over the whole job. */
    fraction: z.number(),
    elapsedMs: z.number(),
    /** The processor in use, e.g. "CPU (2 threads)". */
    processor: z.string(),
  }),
  /** `report.mask.voxels` is 0 and both blocks are empty where nothing was found. */
  z.object({
    kind: z.literal('segmented'),
    scanId: z.string(),
    classes: z.array(labelClassSchema),
    mask: labelBlockSchema,
    contour: labelBlockSchema,
    /** The voxel of the mask nearest to its centre of mass: where the view jumps to. */
    centreIjk: vec3Schema,
    report: reportSchema,
  }),
  /** Follows `segmented`, so that the mask is on screen before the mesh is made. */
  z.object({ kind: z.literal('surface'), scanId: z.string(), surface: surfaceSchema }),
  z.object({
    kind: z.literal('segmentFailed'),
    scanId: z.string(),
    reason: z.enum(['cancelled', 'failed']),
    message: z.string(),
  }),
  jobsEventSchema,
  worklistEventSchema,
  worklistEntryEventSchema,
  z.object({ kind: z.literal('notice'), message: z.string() }),
  z.object({ kind: z.literal('models'), models: z.array(modelSummarySchema) }),
  z.object({ kind: z.literal('providers'), providers: z.array(providerStatusSchema) }),
]);
export type EngineEvent = z.infer<typeof engineEventSchema>;

/** What can be written to a file, with the ending that its name gets. */
export const exportKinds = {
  mask: '_mask.nii.gz',
  contour: '_contour.nii.gz',
  surface: '_surface.stl',
  report: '_report.json',
} as const;
export const exportKindSchema = z.enum(['mask', 'contour', 'surface', 'report']);
export type ExportKind = z.infer<typeof exportKindSchema>;
