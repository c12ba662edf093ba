import { z } from 'zod';
import { labelClassSchema } from './manifest.ts';

/** An installed model, as the window lists it. */
export const modelSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  version: z.string(),
  licence: z.string(),
  classes: z.array(labelClassSchema),
  /** `bundled`: came with the program and can't be removed. */
  origin: z.enum(['bundled', 'imported']),
  /** On the disk. */
  bytes: z.number(),
});
export type ModelSummary = z.infer<typeof modelSummarySchema>;

/** A model of the catalogue, which can be downloaded. */
export const knownModelSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  licence: z.string(),
  figures: z.array(z.object({ name: z.string(), value: z.number(), of: z.string() })),
  /** Where it is fetched from. */
  host: z.string(),
  /** Of the download; null where it is not known. */
  bytes: z.number().nullable(),
  /** What an unfinished download has left, to go on from. */
  partBytes: z.number(),
  installed: z.boolean(),
});
export type KnownModel = z.infer<typeof knownModelSchema>;

/**
 * What an import goes through: `wait` for another one's end, `download` and `verify` (the hash) for what comes from the web,
 * `read` and `build` the network, `check` it by a run, `install`.
 */
export const importSteps = ['wait', 'download', 'verify', 'read', 'build', 'check', 'install'] as const;
export const importStepSchema = z.enum(importSteps);
export type ImportStep = z.infer<typeof importStepSchema>;

/** A model of the new one's id is installed: what is to become of both? */
export const replaceQuestionSchema = z.object({
  modelId: z.string(),
  /** The name and version of the one that is installed. */
  name: z.string(),
  version: z.string(),
  newVersion: z.string(),
  /** It came with the program: it would be hidden, and is back once the new one is removed. */
  bundled: z.boolean(),
  /** An id that is not taken, for the new one. */
  freeId: z.string(),
});
export type ReplaceQuestion = z.infer<typeof replaceQuestionSchema>;

export const importOutcomeSchema = z.object({
  modelId: z.string(),
  /** It took the place of a model of its id. */
  replaced: z.boolean(),
  /** Its file's hash is the one that the catalogue names. */
  verified: z.boolean(),
});
export type ImportOutcome = z.infer<typeof importOutcomeSchema>;

/** An import under way, or one that has ended and was not dismissed yet. */
export const modelTaskSchema = z.object({
  id: z.string(),
  /** What is imported: a file's name, a web address, a name of the catalogue. */
  name: z.string(),
  /** The model of the catalogue that it installs; null for any other. */
  catalogueId: z.string().nullable(),
  state: z.enum(['running', 'asking', 'cancelling', 'done', 'failed', 'cancelled']),
  step: importStepSchema,
  receivedBytes: z.number(),
  /** null where nobody knows. */
  totalBytes: z.number().nullable(),
  /** Of one that waits for an answer (`answerImport`, `cancelImport`). */
  question: replaceQuestionSchema.nullable(),
  /** Of one that is done. */
  outcome: importOutcomeSchema.nullable(),
  /** Why it failed: one sentence. Empty otherwise. */
  message: z.string(),
});
export type ModelTask = z.infer<typeof modelTaskSchema>;

const cardOfSchema = z.enum(['installed', 'known']);

/** renderer -> engine. Files and folders come by way of the shell, which alone knows paths. */
export const modelRequestSchemas = [
  z.object({ kind: z.literal('listModels') }),
  z.object({ kind: z.literal('installModel'), modelId: z.string().max(200) }),
  z.object({ kind: z.literal('importFromUrl'), url: z.string().max(4000) }),
  z.object({ kind: z.literal('cancelImport'), taskId: z.string() }),
  /** `as`: the id under which both are kept; null: the new one takes the place of the other. */
  z.object({ kind: z.literal('answerImport'), taskId: z.string(), as: z.string().max(200).nullable() }),
  /** Forgets an import that has ended. */
  z.object({ kind: z.literal('dismissImport'), taskId: z.string() }),
  z.object({ kind: z.literal('removeModel'), modelId: z.string().max(200) }),
  z.object({ kind: z.literal('readCard'), modelId: z.string().max(200), of: cardOfSchema }),
] as const;
export type ModelRequest = z.infer<(typeof modelRequestSchemas)[number]>;

/** engine -> renderer */
export const modelEventSchemas = [
  z.object({
    kind: z.literal('models'),
    models: z.array(modelSummarySchema),
    known: z.array(knownModelSchema),
  }),
  /** All of them, in the order in which they began. */
  z.object({ kind: z.literal('imports'), tasks: z.array(modelTaskSchema) }),
  /** Markdown, as it came with the model: to be shown as text. */
  z.object({ kind: z.literal('card'), modelId: z.string(), of: cardOfSchema, text: z.string() }),
  /** Something that was asked of a model can't be done. */
  z.object({ kind: z.literal('modelRefused'), message: z.string() }),
] as const;
export type ModelEvent = z.infer<(typeof modelEventSchemas)[number]>;
