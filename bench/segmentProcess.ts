/**
 * A process of its own: `segmentProcess.mjs PROVIDER RUNS SCAN OUT [warmed]` segments a scan some times and prints what
 * each run took as JSON; with `warmed` what the app does beforehand is not counted in the first.
 */
import { describeError } from '../main/contract/errors.ts';
import { providerNameSchema } from '../main/contract/provider.ts';
import { FileSegmenter, type SegmentedFile } from './lib/segmentFile.ts';
import { inCache, inRoot } from './lib/paths.ts';

const [, , provider, runs, scan, out, warmed] = process.argv;

try {
  const places = { models: inRoot('models'), cache: inCache('bench', 'app'), out };
  const segmenter = new FileSegmenter(places, providerNameSchema.parse(provider));
  const results: SegmentedFile[] = [];
  for (let run = 0; run < Number(runs); run++)
    results.push(await segmenter.segment(scan, run === 0 && warmed === 'warmed'));
  await segmenter.release();
  process.stdout.write(JSON.stringify(results));
} catch (error) {
  process.stderr.write(describeError(error).message);
  process.exitCode = 1;
}
