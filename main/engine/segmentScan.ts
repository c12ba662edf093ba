import type { EngineEvent, SegmentStage } from '../contract/engine.ts';
import type { LabelClass } from '../contract/manifest.ts';
import type { ProviderChoice } from '../contract/provider.ts';
import { defaultThreads, deviceName } from '../inference/devices.ts';
import type { InferenceRunner } from '../inference/runner.ts';
import { centreVoxel } from '../labels/centreVoxel.ts';
import type { InstalledModel } from '../models/index.ts';
import { fusedGraphPath, voxelTypeOf } from '../pipeline/graphCache.ts';
import type { ProviderLadder } from '../pipeline/providerLadder.ts';
import { makeReport } from '../pipeline/report.ts';
import { runOnLadder } from '../pipeline/runOnLadder.ts';
import { segmentVolume } from '../pipeline/segment.ts';
import type { OpenScan } from './openScan.ts';

export interface SegmentScanOptions {
  readonly model: InstalledModel;
  readonly choice: ProviderChoice;
  readonly ladder: ProviderLadder;
  readonly runner: InferenceRunner;
  readonly cacheFolder: string;
  readonly signal: AbortSignal;
  readonly emit: (event: EngineEvent) => void;
}

/** Share of the whole job that is done when a stage begins, as measured on two cores. */
const fractionAt: Readonly<Record<SegmentStage, number>> = {
  prepare: 0.02,
  network: 0.1,
  components: 0.85,
  restore: 0.88,
  surface: 0.95,
};

/** Segments an open scan, keeps the result with it and returns the event that shows it. */
export async function segmentScan(
  scan: OpenScan,
  options: SegmentScanOptions,
): Promise<Extract<EngineEvent, { kind: 'segmented' }>> {
  const { model, runner, signal, emit } = options;
  const { scanId } = scan.info;
  const threads = defaultThreads();
  const started = performance.now();
  const notes: string[] = [];
  const progress = (stage: SegmentStage, processor: string) =>
    emit({
      kind: 'progress',
      scanId,
      stage,
      fraction: fractionAt[stage],
      elapsedMs: performance.now() - started,
      processor,
    });

  const rungs = await options.ladder.rungs(options.choice);
  const voxelType = voxelTypeOf(scan.volume);
  const { provider, result } = await runOnLadder(
    rungs,
    threads,
    async (name) => {
      const modelPath = await fusedGraphPath(model, voxelType, options.cacheFolder, name);
      return segmentVolume(scan.volume, model.manifest.recipe, {
        session: { modelPath, provider: name, threads },
        runner,
        signal,
        onStage: (stage) => progress(stage, deviceName(name, threads)),
      });
    },
    (note) => {
      notes.push(note);
      emit({ kind: 'notice', message: note });
    },
  );

  const report = makeReport({
    ...{ name: scan.info.name, volume: scan.volume, manifest: model.manifest, provider, threads, notes },
    segmentation: result,
    loadSeconds: scan.loadSeconds,
  });
  scan.result = { segmentation: result, report };
  return segmentedEvent(scan, scan.result, model.manifest.classes);
}

/** The event that shows what was found in a scan. */
export function segmentedEvent(
  { info }: OpenScan,
  { segmentation, report }: NonNullable<OpenScan['result']>,
  classes: readonly LabelClass[],
): Extract<EngineEvent, { kind: 'segmented' }> {
  const { mask, contour } = segmentation.scan;
  const centreIjk = centreVoxel(mask, info.spacingMm) ?? [0, 0, 0];
  return { kind: 'segmented', scanId: info.scanId, classes: [...classes], mask, contour, centreIjk, report };
}
