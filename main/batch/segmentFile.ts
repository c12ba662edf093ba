import { basename } from 'node:path';
import { VolscopeError } from '../contract/errors.ts';
import { sentence, type Sentence } from '../contract/sentence.ts';
import type { ProviderName } from '../contract/provider.ts';
import type { Provenance, Report } from '../contract/report.ts';
import { serverDeviceName } from '../inference/devices.ts';
import { inTurn, type TakeTurn } from '../inference/inTurn.ts';
import type { InferenceRunner } from '../inference/runner.ts';
import type { TritonRunner } from '../inference/triton/index.ts';
import type { JobContext } from '../jobs/job.ts';
import { fusedGraphPath, voxelTypeOf } from '../pipeline/graphCache.ts';
import { makeReport } from '../pipeline/report.ts';
import { runOnLadder } from '../pipeline/runOnLadder.ts';
import { segmentVolume, type Segmentation } from '../pipeline/segment.ts';
import { segmentOnServer } from '../pipeline/segmentOnServer.ts';
import { readNifti } from '../volume/readNifti.ts';
import type { Volume } from '../volume/volume.ts';
import type { PlannedScan } from './plan.ts';
import type { BatchSettings } from './provenance.ts';
import { writeResults } from './writeResults.ts';

/** How the scans of a batch are segmented. */
export interface FileSegmenterOptions extends BatchSettings {
  readonly runner: InferenceRunner;
  /** Where one is given it runs the network instead of this machine's providers. */
  readonly server?: TritonRunner;
  /** The providers to try, best first. */
  readonly rungs: () => Promise<readonly ProviderName[]>;
  readonly threads: number;
  readonly cacheFolder: string;
  /** What the report is to tell besides. */
  readonly notes?: readonly Sentence[];
  /** A provider failed and the next one took over. */
  readonly onNote?: (note: Sentence) => void;
  /** A scan is about to take the processor. */
  readonly onNetwork?: (path: string) => void;
  readonly onLoaded?: (volume: Volume) => void;
}

/** A scan in memory with what was found in it. */
export interface SegmentedFile {
  readonly volume: Volume;
  readonly segmentation: Segmentation;
  /** What the report tells besides, which is English there. */
  readonly notes: readonly Sentence[];
  readonly makeReport: (saveSeconds: number) => Report;
}

/**
 * Loads a scan and segments it. Only the network holds the processor, so that another scan is loaded or saved meanwhile.
 * Throws VolscopeError.
 */
export async function loadAndSegment(
  path: string,
  provenance: Provenance | undefined,
  options: FileSegmenterOptions,
  job: JobContext,
): Promise<SegmentedFile> {
  const { model, threads, frame } = options;
  const started = performance.now();
  const volume = await readNifti(path, {
    frame,
    signal: job.signal,
    onProgress: (fraction) => job.report('load', 0.1 * fraction),
  });
  const loadSeconds = (performance.now() - started) / 1000;
  options.onLoaded?.(volume);

  const notes = [...(options.notes ?? [])];
  const takeTurn: TakeTurn = (work) =>
    job.onProcessor(() => {
      options.onNetwork?.(path);
      job.report('network', 0.2);
      return work();
    });
  const { provider, device, result } = options.server
    ? await onServer(volume, options.server, options, takeTurn, job)
    : await onThisMachine(volume, options, takeTurn, job, (note) => {
        notes.push(note);
        options.onNote?.(note);
      });
  const found = { name: basename(path), volume, manifest: model.manifest, provider, device, threads, notes };
  return {
    volume,
    segmentation: result,
    notes: [...volume.warnings, ...notes],
    makeReport: (saveSeconds) =>
      makeReport({ ...found, loadSeconds, saveSeconds, segmentation: result, provenance }),
  };
}

interface Run {
  readonly provider: ProviderName | 'triton';
  /** Where it is not this machine. */
  readonly device?: string;
  readonly result: Segmentation;
}

async function onServer(
  volume: Volume,
  runner: TritonRunner,
  { model }: FileSegmenterOptions,
  takeTurn: TakeTurn,
  { signal }: JobContext,
): Promise<Run> {
  const result = await segmentOnServer(volume, model, { runner, takeTurn, signal });
  return { provider: 'triton', device: serverDeviceName(runner.endpoint.url), result };
}

async function onThisMachine(
  volume: Volume,
  { model, runner, rungs, threads, cacheFolder }: FileSegmenterOptions,
  takeTurn: TakeTurn,
  { signal }: JobContext,
  onFallback: (note: Sentence) => void,
): Promise<Run> {
  const turns = inTurn(runner, takeTurn);
  const run = async (name: ProviderName) => {
    const modelPath = await fusedGraphPath(model, voxelTypeOf(volume), cacheFolder, name);
    const session = { modelPath, provider: name, threads };
    return segmentVolume(volume, model.manifest.recipe, { session, runner: turns, signal });
  };
  return runOnLadder(await rungs(), threads, run, onFallback);
}

/**
 * From a scan's file to its mask, contour and report as files. Throws VolscopeError; a cancelled job ends before it has
 * written anything, or after it has written all.
 */
export async function segmentFile(
  scan: PlannedScan,
  provenance: Provenance | undefined,
  options: FileSegmenterOptions,
  job: JobContext,
): Promise<Report> {
  const {
    volume,
    segmentation,
    makeReport: report,
  } = await loadAndSegment(scan.path, provenance, options, job);
  if (job.signal.aborted) throw new VolscopeError('cancelled', sentence`Segmentation was cancelled.`);
  job.report('save', 0.9);
  return writeResults(scan, volume, segmentation, options.grid, report);
}
