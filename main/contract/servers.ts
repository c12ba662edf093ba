import { z } from 'zod';

/** An inference server in the settings. Its token is a secret, which settings don't hold. */
export const serverSchema = z.object({
  /** What the user calls it; unique. */
  name: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[^:]*$/),
  /** http://, https://, grpc:// or grpcs:// with host and port. */
  url: z.string().min(1).max(2048),
});
export type Server = z.infer<typeof serverSchema>;

/** What a test of a server found. */
export const serverTestSchema = z.object({
  ok: z.boolean(),
  /** Why it is not; empty where it is. */
  message: z.string(),
  /** The server's own name and version; empty where it did not answer. */
  version: z.string(),
  /** The shortest of several round trips. */
  latencyMs: z.number(),
  /** The names of the models that are loaded. */
  models: z.array(z.string()),
  /** Whether it takes tensors out of this machine's memory. */
  sharedMemory: z.boolean(),
});
export type ServerTest = z.infer<typeof serverTestSchema>;
