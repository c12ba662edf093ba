import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { checkpoint, inCache } from '../lib/paths.ts';
import { watch, type Watched } from '../lib/watch.ts';

const secondsSchema = z.object({
  load: z.number(),
  pre: z.number(),
  network: z.number(),
  post: z.number(),
  contour: z.number(),
  restore: z.number(),
  save: z.number(),
  total: z.number(),
});

const resultSchema = z.object({
  threads: z.number(),
  nativeMaskMl: z.number(),
  /** The best run. */
  seconds: secondsSchema,
  /** Every run, of the project's own script. */
  runs: z.array(secondsSchema).optional(),
});

export type ReferenceSeconds = z.infer<typeof secondsSchema>;
export type ReferenceResult = z.infer<typeof resultSchema>;

export interface Reference {
  readonly python: string;
  readonly script: string;
  /** Further arguments: on which device. */
  readonly options?: readonly string[];
}

/** One process of the reference: the stages of its best run of `runs`, and how the process went. */
export async function runReference(
  { python, script, options = [] }: Reference,
  scan: string,
  runs: number,
): Promise<ReferenceResult & { watched: Watched }> {
  const out = inCache('bench', 'reference-out');
  const watched = await watch(python, [script, checkpoint, scan, out, '--runs', String(runs), ...options]);
  const text = await readFile(join(out, 'reference.json'), 'utf8');
  return { ...resultSchema.parse(JSON.parse(text)), watched };
}
