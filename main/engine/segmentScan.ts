import { segmentStages, type EngineEvent, type SegmentStage, type StageDetail } from '../contract/engine.ts';
import type { ProviderChoice } from '../contract/provider.ts';
import { defaultThreads, deviceName } from '../inference/devices.ts';
import type { InferenceRunner } from '../inference/runner.ts';
import { centreVoxel } from '../labels/centreVoxel.ts';
import type { Vec3 } from '../contract/geometry.ts';
import type { SegmentGroup } from '../contract/labels.ts';
import type { InstalledModel } from '../models/index.ts';
import { fusedGraphPath, voxelTypeOf } from '../pipeline/graphCache.ts';
import type { ProviderLadder } from '../pipeline/providerLadder.ts';
import { makeReport } from '../pipeline/report.ts';
import { runOnLadder } from '../pipeline/runOnLadder.ts';
import { segmentVolume } from '../pipeline/segment.ts';
import { LabelGroup } from './labelGroup.ts';
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

export interface SegmentedScan {
  readonly group: LabelGroup;
  /** See the event `segmented`. */
  readonly centreIjk: Vec3;
}

/** A stage that counts moves on towards the next one. */
function fractionOf(stage: SegmentStage, detail?: StageDetail): number {
  const next = segmentStages[segmentStages.indexOf(stage) + 1];
  const share = detail && next ? (detail.done / detail.total) * (fractionAt[next] - fractionAt[stage]) : 0;
  return fractionAt[stage] + share;
}

/** Segments an open scan: the group that a model's run gives, in the place of the one of an earlier run. */
export async function segmentScan(scan: OpenScan, options: SegmentScanOptions): Promise<SegmentedScan> {
  const { model, runner, signal, emit } = options;
  const { scanId } = scan.info;
  const threads = defaultThreads();
  const started = performance.now();
  const notes: string[] = [];
  const progress = (stage: SegmentStage, processor: string, detail?: StageDetail) =>
    emit({
      kind: 'progress',
      scanId,
      stage,
      detail,
      fraction: fractionOf(stage, detail),
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
        onStage: (stage, detail) => progress(stage, deviceName(name, threads), detail),
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
  const { mask } = result.scan;
  const about: SegmentGroup = {
    groupId: freeGroupId(scan, model.manifest.id),
    name: model.manifest.name,
    origin: 'model',
    segments: model.manifest.classes.map((known) => ({ ...known, locked: false })),
    report,
  };
  return {
    group: new LabelGroup(scan.volume, about, mask),
    centreIjk: centreVoxel(mask, scan.info.spacingMm) ?? [0, 0, 0],
  };
}

/** A second run of a model takes the place of its first, unless that was edited: nobody's work is lost by a key. */
function freeGroupId({ groups }: OpenScan, modelId: string): string {
  for (let n = 1; ; n++) {
    const id = n === 1 ? `model ${modelId}` : `model ${modelId} ${n}`;
    if ((groups.get(id)?.edits ?? 0) === 0) return id;
  }
}
