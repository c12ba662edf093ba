import { z } from 'zod';

/** What a server says of itself and of its models, alike over HTTP and gRPC (see protocol.ts). */
export const metadataSchema = z.object({
  name: z.string(),
  version: z.string(),
  extensions: z.array(z.string()),
});
export const tensorSchema = z.object({
  name: z.string(),
  datatype: z.string(),
  shape: z.array(z.number()),
});
export const modelSchema = z.object({ inputs: z.array(tensorSchema), outputs: z.array(tensorSchema) });
