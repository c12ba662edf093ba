import { z } from 'zod';
import { agreementEventSchema, compareGroupsSchema, showDifferencesSchema } from './agreement.ts';
import { editOperationSchema } from './edit.ts';
import { scanInfoSchema, vec3Schema } from './geometry.ts';
import {
  labelBlockSchema,
  recoverableEditsSchema,
  segmentGroupSchema,
  segmentSchema,
  surfaceSchema,
} from './labels.ts';
import { cancelJobSchema, jobsEventSchema, raiseJobSchema } from './jobs.ts';
import { measurementListSchema } from './measurement.ts';
import { modelEventSchemas, modelRequestSchemas } from './models.ts';
import { labelChangeSchema, labelPatchSchema } from './patch.ts';
import { providerChoiceSchema, providerStatusSchema } from './provider.ts';
import { scanHeaderSchema } from './scanHeader.ts';
import { segmentStatisticsSchema } from './segmentStatistics.ts';
import { agreeToServerSchema, serverEventSchema, testServerSchema } from './servers.ts';
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
    /** The server of the settings that runs it; left out: this computer. */
    server: z.string().optional(),
  }),
  z.object({ kind: z.literal('cancel'), scanId: z.string() }),
  z.object({ kind: z.literal('chooseFrame'), openId: z.string(), frame: z.number().int().min(0) }),
  z.object({ kind: z.literal('closeScan'), scanId: z.string() }),
  /** The scan that is on show now: a mask that would fit several scans goes there. */
  z.object({ kind: z.literal('shown'), scanId: z.string().nullable() }),
  /** A group that the page made, still without a voxel. */
  z.object({ kind: z.literal('addGroup'), scanId: z.string(), group: segmentGroupSchema }),
  z.object({ kind: z.literal('removeGroup'), scanId: z.string(), groupId: z.string() }),
  /** Names, colours and locks as the page shows them now: for exports and for edits. */
  z.object({
    kind: z.literal('describeGroup'),
    scanId: z.string(),
    groupId: z.string(),
    name: z.string().max(255),
    segments: z.array(segmentSchema).max(255),
  }),
  /** Labels were changed by hand, undone or redone: the engine's copy follows. */
  z.object({ kind: z.literal('patch'), scanId: z.string(), groupId: z.string(), patch: labelChangeSchema }),
  /** Asks for the patch that an operation would make; the page sends it as `patch` once it takes it. */
  z.object({
    kind: z.literal('edit'),
    scanId: z.string(),
    groupId: z.string(),
    editId: z.number().int(),
    value: z.number().int().min(1).max(255),
    operation: editOperationSchema,
  }),
  /** Brings edits that were left behind back as a group, or deletes them. */
  z.object({ kind: z.literal('recover'), scanId: z.string(), journal: z.string(), wanted: z.boolean() }),
  /** Where a label file goes whose grid is not that of an open scan: onto a scan, or (null) it is opened as one. */
  z.object({ kind: z.literal('placeMask'), openId: z.string(), scanId: z.string().nullable() }),
  /** All that is measured in a scan, as it is now: kept with the scan, and exported. */
  z.object({ kind: z.literal('measurements'), scanId: z.string(), measurements: measurementListSchema }),
  compareGroupsSchema,
  showDifferencesSchema,
  testServerSchema,
  agreeToServerSchema,
  cancelJobSchema,
  raiseJobSchema,
  segmentListSchema,
  openEntrySchema,
  removeEntriesSchema,
  ...modelRequestSchemas,
  z.object({ kind: z.literal('listProviders') }),
]);
export type EngineRequest = z.infer<typeof engineRequestSchema>;

export const segmentStages = ['prepare', 'network', 'components', 'restore', 'surface'] as const;
export type SegmentStage = (typeof segmentStages)[number];

/** How far a stage is that counts: the windows of a network. */
const stageDetailSchema = z.object({ done: z.number().int(), total: z.number().int() });
export type StageDetail = z.infer<typeof stageDetailSchema>;

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
  z.object({ kind: z.literal('scanHeader'), scanId: z.string(), header: scanHeaderSchema }),
  /** Smallest and largest value of a scan. Follows `opened`: its first slice need not wait for it. */
  z.object({ kind: z.literal('range'), scanId: z.string(), rangeHu: z.tuple([z.number(), z.number()]) }),
  z.object({ kind: z.literal('frameNeeded'), openId: z.string(), name: z.string(), frames: z.number() }),
  /** What was opened is a label map: it has become a group of an open scan. */
  z.object({ kind: z.literal('openedAsMask'), openId: z.string(), scanId: z.string() }),
  /** What was opened looks like a label map, but lies on no open scan's grid: see `placeMask`. */
  z.object({ kind: z.literal('maskQuestion'), openId: z.string(), name: z.string() }),
  /** What was measured in a scan earlier, or just now where the same file is open a second time. */
  z.object({ kind: z.literal('measurements'), scanId: z.string(), measurements: measurementListSchema }),
  z.object({ kind: z.literal('recoverable'), scanId: z.string(), found: z.array(recoverableEditsSchema) }),
  z.object({ kind: z.literal('openFailed'), openId: z.string(), name: z.string(), message: z.string() }),
  z.object({
    kind: z.literal('progress'),
    scanId: z.string(),
    stage: z.enum(segmentStages),
    detail: stageDetailSchema.optional(),
    /** 0 to 1 over the whole job. */
    fraction: z.number(),
    elapsedMs: z.number(),
    /** The processor in use, e.g. "CPU (2 threads)". */
    processor: z.string(),
  }),
  /** A group of segments that is new, or takes the place of the one with its id. */
  z.object({
    kind: z.literal('group'),
    scanId: z.string(),
    group: segmentGroupSchema,
    labels: labelBlockSchema,
  }),
  /** A run has ended, its group was sent before. `report.mask.voxels` is 0 there where nothing was found. */
  z.object({
    kind: z.literal('segmented'),
    scanId: z.string(),
    groupId: z.string(),
    /** The voxel of the labels nearest to their centre of mass: where the view jumps to. */
    centreIjk: vec3Schema,
  }),
  /** Follows a group, so that its labels are on screen before the meshes are made; null where a value has no voxel. */
  z.object({
    kind: z.literal('surface'),
    scanId: z.string(),
    groupId: z.string(),
    value: z.number().int().min(1).max(255),
    surface: surfaceSchema.nullable(),
  }),
  z.object({
    kind: z.literal('statistics'),
    scanId: z.string(),
    groupId: z.string(),
    statistics: z.array(segmentStatisticsSchema),
  }),
  z.object({ kind: z.literal('edited'), editId: z.number().int(), patch: labelPatchSchema }),
  z.object({ kind: z.literal('editFailed'), editId: z.number().int(), message: z.string() }),
  z.object({
    kind: z.literal('segmentFailed'),
    scanId: z.string(),
    reason: z.enum(['cancelled', 'failed']),
    message: z.string(),
  }),
  jobsEventSchema,
  worklistEventSchema,
  worklistEntryEventSchema,
  agreementEventSchema,
  serverEventSchema,
  z.object({ kind: z.literal('notice'), message: z.string() }),
  ...modelEventSchemas,
  z.object({ kind: z.literal('providers'), providers: z.array(providerStatusSchema) }),
]);
export type EngineEvent = z.infer<typeof engineEventSchema>;

/** What can be written to a file, with the ending that its name gets. */
export const exportKinds = {
  mask: '_mask.nii.gz',
  contour: '_contour.nii.gz',
  surface: '_surface.stl',
  surfaceObj: '_surface.obj',
  surfaceGlb: '_surface.glb',
  report: '_report.json',
} as const;
export const exportKindSchema = z.enum(['mask', 'contour', 'surface', 'surfaceObj', 'surfaceGlb', 'report']);
export type ExportKind = z.infer<typeof exportKindSchema>;
