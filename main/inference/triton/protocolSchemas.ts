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
/** Instances on each of the GPUs, or so many on the CPU. */
export const instanceGroupSchema = z.object({
  count: z.number().default(1),
  gpus: z.array(z.number()).default([]),
});
export function countInstances(groups: readonly z.infer<typeof instanceGroupSchema>[]): number {
  const count = groups.reduce((sum, group) => sum + group.count * Math.max(1, group.gpus.length), 0);
  return Math.max(1, count);
}
export const modelSchema = z.object({ inputs: z.array(tensorSchema), outputs: z.array(tensorSchema) });
