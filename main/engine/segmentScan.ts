import { segmentStages, type EngineEvent, type SegmentStage, type StageDetail } from '../contract/engine.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { Report } from '../contract/report.ts';
import type { Segmentation } from '../pipeline/segment.ts';
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

/** Windows are told of at most so often. */
const WINDOW_INTERVAL_MS = 500;

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
  let windowToldAt = -Infinity;
  const progress = (stage: SegmentStage, processor: string, detail?: StageDetail) => {
    const elapsedMs = performance.now() - started;
    // A GPU has hundreds of windows a second; each change has the page drawn anew.
    if (detail && detail.done < detail.total && elapsedMs - windowToldAt < WINDOW_INTERVAL_MS) return;
    if (detail) windowToldAt = elapsedMs;
    emit({
      ...{ kind: 'progress', scanId, stage, detail, elapsedMs, processor },
      fraction: fractionOf(stage, detail),
    });
  };

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
  return modelGroup(scan, model.manifest, result, report);
}

/** What a run of a model found in a scan, as a group of segments. */
export function modelGroup(
  scan: OpenScan,
  { id, name, classes }: Pick<Manifest, 'id' | 'name' | 'classes'>,
  { scan: { mask } }: Pick<Segmentation, 'scan'>,
  report: Report,
): SegmentedScan {
  const about: SegmentGroup = {
    groupId: freeGroupId(scan, id),
    name,
    origin: 'model',
    segments: classes.map((known) => ({ ...known, locked: false })),
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
