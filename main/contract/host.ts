import { z } from 'zod';
import { languageSchema } from './appearance.ts';
import { exportKindSchema } from './engine.ts';
import { serverAccountSchema } from './servers.ts';

/**
 * Between Electron's main process and the engine process, over its parent port. Only main knows paths.
 * Messages that carry a MessagePort bring it beside the data, not in it.
 */
export const hostRequestSchema = z.discriminatedUnion('kind', [
  /** With a port: the window that this engine serves. */
  z.object({ kind: z.literal('window') }),
  /** With a port: a fresh inference process. */
  z.object({ kind: z.literal('inference') }),
  z.object({ kind: z.literal('inferenceDied'), code: z.number() }),
  /** What the engine says to the window is in that language from now on. */
  z.object({ kind: z.literal('language'), language: languageSchema }),
  /** A model to import: a file or a folder. */
  z.object({ kind: z.literal('importModel'), taskId: z.string(), path: z.string() }),
  z.object({ kind: z.literal('open'), openId: z.string(), path: z.string() }),
  /** Scans for the worklist. */
  z.object({
    kind: z.literal('list'),
    scans: z.array(z.object({ entryId: z.string(), path: z.string() })).min(1),
  }),
  /** Where the worklist's masks, contours and reports are written to from now on; null: nowhere. */
  z.object({ kind: z.literal('listFolder'), path: z.string().nullable() }),
  /** The servers of the settings, all of them. `fallBack`: where one is lost, this computer goes on. */
  z.object({ kind: z.literal('servers'), servers: z.array(serverAccountSchema), fallBack: z.boolean() }),
  z.object({
    kind: z.literal('export'),
    id: z.number(),
    scanId: z.string(),
    /** null: no segments; only a report can be made of that. */
    groupId: z.string().nullable(),
    what: exportKindSchema,
    path: z.string(),
  }),
  /** A file made elsewhere (the window's screenshot), written by the engine: beside, fsync, rename. */
  z.object({ kind: z.literal('write'), id: z.number(), path: z.string(), bytes: z.instanceof(Uint8Array) }),
]);
export type HostRequest = z.infer<typeof hostRequestSchema>;

export const hostEventSchema = z.discriminatedUnion('kind', [
  /** End the inference process (it can't be interrupted) and hand over a fresh one. */
  z.object({ kind: z.literal('restartInference') }),
  z.object({ kind: z.literal('written'), id: z.number(), path: z.string() }),
  z.object({ kind: z.literal('writeFailed'), id: z.number(), message: z.string() }),
  /** A scan was opened from this path: main remembers it among the recent files, and opens it again after a crash. */
  z.object({ kind: z.literal('openedPath'), openId: z.string(), path: z.string() }),
  z.object({ kind: z.literal('closedScan'), scanId: z.string() }),
]);
export type HostEvent = z.infer<typeof hostEventSchema>;
