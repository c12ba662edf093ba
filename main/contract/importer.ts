import { z } from 'zod';
import { importOutcomeSchema, importStepSchema } from './models.ts';

/**
 * Between the engine and an importer, the process that reads what somebody else made: one for each import, so that it can be
 * ended at any moment, and a crash or its memory cost no open scan.
 */
export const importerRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('path'), path: z.string() }),
  z.object({ kind: z.literal('url'), url: z.string() }),
  z.object({ kind: z.literal('catalogue'), modelId: z.string() }),
  /** The answer to `step` "read": no other import is past its download. */
  z.object({ kind: z.literal('turn') }),
  z.object({ kind: z.literal('cancel') }),
]);
export type ImporterRequest = z.infer<typeof importerRequestSchema>;
export type ImportSource = Extract<ImporterRequest, { kind: 'path' | 'url' | 'catalogue' }>;

export const importerReplySchema = z.discriminatedUnion('kind', [
  /** It begins; `read` only after `turn`. */
  z.object({ kind: z.literal('step'), step: importStepSchema }),
  z.object({ kind: z.literal('received'), receivedBytes: z.number(), totalBytes: z.number().nullable() }),
  z.object({ kind: z.literal('done'), outcome: importOutcomeSchema }),
  z.object({ kind: z.literal('failed'), reason: z.enum(['cancelled', 'failed']), message: z.string() }),
]);
export type ImporterReply = z.infer<typeof importerReplySchema>;
