import { z } from 'zod';
import { catalogueEntrySchema } from './catalogue.ts';
import { manifestSchema } from './manifest.ts';
import { importStepSchema } from './models.ts';
import { sentenceSchema } from './sentence.ts';

/**
 * Between whoever wants a model (the engine, the command line) and an importer, the process that reads what somebody else
 * made: one for each import, without rights to anything but what it is told of here, so that it can be ended at any moment,
 * and a crash or its memory cost no open scan.
 */

/** What is imported, with all that its owner alone may look up. */
export const importInputSchema = z.discriminatedUnion('kind', [
  /** `names`: what is in a folder; null for a file. */
  z.object({ kind: z.literal('path'), path: z.string(), names: z.array(z.string()).nullable() }),
  /** `target`: the file that the download becomes. */
  z.object({ kind: z.literal('url'), url: z.string(), target: z.string() }),
  z.object({ kind: z.literal('catalogue'), entry: catalogueEntrySchema, target: z.string() }),
]);
export type ImportInput = z.infer<typeof importInputSchema>;

/** A model that is installed: bare weights that are its source get its recipe. */
export const knownSourceSchema = z.object({ manifest: manifestSchema, card: z.string() });
export type KnownSource = z.infer<typeof knownSourceSchema>;

/** How a network is tried: one run of a made-up window of this shape, which is to give so many values a voxel. */
export const networkCheckSchema = z.object({
  /** The network's name for its input. */
  inputName: z.string(),
  shapeKji: z.array(z.number().int().min(1).max(2048)).length(3),
  channels: z.number().int().min(1).max(256),
});
export type NetworkCheck = z.infer<typeof networkCheckSchema>;

export const importerRequestSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('begin'),
    input: importInputSchema,
    known: z.array(knownSourceSchema),
    /** The folder that the model's files are written to. */
    staging: z.string(),
  }),
  /** The answer to `step` "read": no other import is past its download. */
  z.object({ kind: z.literal('turn') }),
  /** The answer to `check`: why the network can't be used, or null. */
  z.object({ kind: z.literal('checked'), problem: sentenceSchema.nullable() }),
  z.object({ kind: z.literal('cancel') }),
]);
export type ImporterRequest = z.infer<typeof importerRequestSchema>;

export const importerReplySchema = z.discriminatedUnion('kind', [
  /** It begins; `read` only after `turn`. */
  z.object({ kind: z.literal('step'), step: importStepSchema }),
  z.object({ kind: z.literal('received'), receivedBytes: z.number(), totalBytes: z.number().nullable() }),
  /** The network to try lies in the staging folder: onnxruntime is native code, which an importer may not load. */
  z.object({ kind: z.literal('check'), check: networkCheckSchema }),
  /** All files are in the staging folder. */
  z.object({ kind: z.literal('staged') }),
  z.object({ kind: z.literal('failed'), reason: z.enum(['cancelled', 'failed']), why: sentenceSchema }),
]);
export type ImporterReply = z.infer<typeof importerReplySchema>;
