import { basename } from 'node:path';
import { VolscopeError } from '../contract/errors.ts';
import type { ProviderName } from '../contract/provider.ts';
import type { Provenance, Report } from '../contract/report.ts';
import { inTurn } from '../inference/inTurn.ts';
import type { InferenceRunner } from '../inference/runner.ts';
import type { JobContext } from '../jobs/job.ts';
import { fusedGraphPath, voxelTypeOf } from '../pipeline/graphCache.ts';
import { makeReport } from '../pipeline/report.ts';
import { runOnLadder } from '../pipeline/runOnLadder.ts';
import { segmentVolume } from '../pipeline/segment.ts';
import { readNifti } from '../volume/readNifti.ts';
import type { PlannedScan } from './plan.ts';
import type { BatchSettings } from './provenance.ts';
import { writeResults } from './writeResults.ts';

/** How the scans of a batch are segmented. */
export interface FileSegmenterOptions extends BatchSettings {
  readonly runner: InferenceRunner;
  /** The providers to try, best first. */
  readonly rungs: () => Promise<readonly ProviderName[]>;
  readonly threads: number;
  readonly cacheFolder: string;
  /** A provider failed and the next one took over. */
  readonly onNote?: (note: string) => void;
  /** A scan is about to take the processor. */
  readonly onNetwork?: (scan: PlannedScan) => void;
}

/**
 * From a scan's file to its mask, contour and report as files. Only the network holds the processor, so that another
 * scan is loaded or saved meanwhile. Throws VolscopeError; a cancelled job ends before it has written anything, or after it
 * has written all.
 */
export async function segmentFile(
  scan: PlannedScan,
  provenance: Provenance | undefined,
  options: FileSegmenterOptions,
  job: JobContext,
): Promise<Report> {
  const { model, runner, threads, grid, frame } = options;
  const started = performance.now();
  const volume = await readNifti(scan.path, {
    frame,
    signal: job.signal,
    onProgress: (fraction) => job.report('load', 0.1 * fraction),
  });
  const loadSeconds = (performance.now() - started) / 1000;

  const notes: string[] = [];
  const turns = inTurn(runner, (work) =>
    job.onProcessor(() => {
      options.onNetwork?.(scan);
      job.report('network', 0.2);
      return work();
    }),
  );
  const { provider, result } = await runOnLadder(
    await options.rungs(),
    threads,
    async (name) => {
      const modelPath = await fusedGraphPath(model, voxelTypeOf(volume), options.cacheFolder, name);
      const session = { modelPath, provider: name, threads };
      return segmentVolume(volume, model.manifest.recipe, { session, runner: turns, signal: job.signal });
    },
    (note) => {
      notes.push(note);
      options.onNote?.(note);
    },
  );

  if (job.signal.aborted) throw new VolscopeError('cancelled', 'Segmentation was cancelled.');
  job.report('save', 0.9);
  return writeResults(scan, volume, result, grid, (saveSeconds) =>
    makeReport({
      ...{ name: basename(scan.path), volume, manifest: model.manifest, provider, threads, notes },
      ...{ loadSeconds, saveSeconds, segmentation: result, provenance },
    }),
  );
}
