import { z } from 'zod';

/** An inference server in the settings. Its token is a secret and is kept elsewhere (see ServerSecrets). */
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

/** The choice of a server where a processor is chosen: `triton:` and the server's name. */
export const serverChoiceSchema = z.templateLiteral(['triton:', z.string().min(1)]);
export type ServerChoice = z.infer<typeof serverChoiceSchema>;

/** The server that a choice names; undefined where the choice is a processor of this machine. */
export function serverOfChoice(choice: string, servers: readonly Server[]): Server | undefined {
  const name = serverChoiceSchema.safeParse(choice).success ? choice.slice('triton:'.length) : undefined;
  return servers.find((server) => server.name === name);
}

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

/**
 * Where the shell keeps the tokens of servers, by the server's name: encrypted by the system (Electron's safeStorage), never
 * in settings.json, never shown to a window again.
 */
export interface ServerSecrets {
  tokenOf(serverName: string): string | undefined;
  /** `undefined` forgets it. Throws where the system can't encrypt. */
  setToken(serverName: string, token: string | undefined): void;
}
