import { z } from 'zod';
import { hugePages } from '../../main/cli/hugePages.ts';
import type { ProviderName } from '../../main/contract/provider.ts';
import { inBuild, inCache } from './paths.ts';
import type { SegmentedFile } from './segmentFile.ts';
import { watch, type Watched } from './watch.ts';

const resultsSchema: z.ZodType<SegmentedFile[]> = z.array(
  z.object({
    maskMl: z.number(),
    seconds: z.object({
      session: z.number(),
      load: z.number(),
      graph: z.number(),
      post: z.number(),
      restore: z.number(),
      save: z.number(),
    }),
  }),
);

export interface SegmentRequest {
  readonly scan: string;
  /** How often in the one process. */
  readonly runs: number;
  /** What the app does before the user presses Segment is not counted in the first run. */
  readonly warmed?: boolean;
  readonly provider?: ProviderName;
  readonly env?: NodeJS.ProcessEnv;
}

/** Segments a scan in a fresh process. Throws CommandError where that fails or crashes. */
export async function segmentInProcess(
  request: SegmentRequest,
): Promise<{ results: SegmentedFile[]; watched: Watched }> {
  const { scan, runs, warmed, provider = 'cpu', env } = request;
  const script = [inBuild('segmentProcess'), provider, String(runs), scan, inCache('bench', 'out')];
  if (warmed) script.push('warmed');
  // As the command line starts the process that computes.
  const watched = await watch(process.execPath, script, { ...hugePages(), ...env });
  return { results: resultsSchema.parse(JSON.parse(watched.output)), watched };
}
