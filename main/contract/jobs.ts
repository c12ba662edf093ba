import { z } from 'zod';

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export const jobStateSchema = z.enum(jobStates);

/** The lane of this computer's processors, and that of a server of the settings. */
export const THIS_COMPUTER = 'this computer';
export const serverLane = (name: string): string => `server ${name}`;
/** The server of a lane; undefined for this computer. */
export const serverOfLane = (lane: string): string | undefined => /^server (.*)$/.exec(lane)?.[1];

/** Larger comes first. A job can be raised above these while it waits. */
export const jobPriorities = { list: 0, screen: 10 } as const;

/** One row of the Jobs panel. Times are milliseconds since 1970. */
export const jobSummarySchema = z.object({
  id: z.string(),
  /** What is shown: the scan's name. */
  name: z.string(),
  modelId: z.string(),
  state: jobStateSchema,
  priority: z.number(),
  /** The processor or server that it runs or ran on; empty while it waits for its first. */
  lane: z.string(),
  /** Why a queued job does not run yet; null for any other. */
  waitsFor: z.enum(['turn', 'memory']).nullable(),
  stage: z.string(),
  /** 0 to 1 over the whole job. */
  fraction: z.number().min(0).max(1),
  /** Why it failed, or what it was handed on from. */
  message: z.string(),
  queuedAt: z.number(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
});
export type JobSummary = z.infer<typeof jobSummarySchema>;

/** What a window asks of jobs; part of the engine's requests. */
export const cancelJobSchema = z.object({ kind: z.literal('cancelJob'), jobId: z.string() });
export const raiseJobSchema = z.object({ kind: z.literal('raiseJob'), jobId: z.string() });

/** All jobs, in the order in which they came: those that wait or run, and the last ones that ended. */
export const jobsEventSchema = z.object({ kind: z.literal('jobs'), jobs: z.array(jobSummarySchema) });
