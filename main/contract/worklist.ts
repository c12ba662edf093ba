import { z } from 'zod';
import { jobStates } from './jobs.ts';
import { providerChoiceSchema } from './provider.ts';

/** A small grey picture, row by row from the top left. */
export const thumbnailSchema = z.object({
  width: z.number().int().min(1),
  height: z.number().int().min(1),
  grey: z.instanceof(Uint8Array),
});
export type Thumbnail = z.infer<typeof thumbnailSchema>;

/** `listed`: nothing was asked of it yet. */
export const entryStateSchema = z.enum(['listed', ...jobStates]);

/** One scan of the worklist. Its job has the same id as it has. */
export const worklistEntrySchema = z.object({
  id: z.string(),
  name: z.string(),
  state: entryStateSchema,
  /** Of the mask; null while there is none. */
  volumeMl: z.number().nullable(),
  /** null until the scan was read. */
  thumbnail: thumbnailSchema.nullable(),
  /** What is wrong with it, or to know of it; empty where there is nothing. */
  message: z.string(),
});
export type WorklistEntry = z.infer<typeof worklistEntrySchema>;

/** renderer -> engine: every entry that has no mask yet goes into the queue. */
export const segmentListSchema = z.object({
  kind: z.literal('segmentList'),
  modelId: z.string(),
  provider: providerChoiceSchema,
  /** See the request `segment`. */
  server: z.string().optional(),
});
/** The entry's scan is opened unless it is (`opening`, ..., `opened` with the entry's id); where it has a mask, `segmented` follows. */
export const openEntrySchema = z.object({ kind: z.literal('openEntry'), entryId: z.string() });
export const removeEntriesSchema = z.object({
  kind: z.literal('removeEntries'),
  entryIds: z.array(z.string()),
});

/** engine -> renderer: the list was added to or taken from. */
export const worklistEventSchema = z.object({
  kind: z.literal('worklist'),
  entries: z.array(worklistEntrySchema),
});
/** One entry has changed. */
export const worklistEntryEventSchema = z.object({
  kind: z.literal('worklistEntry'),
  entry: worklistEntrySchema,
});
