import { segmentStages, type EngineEvent, type SegmentStage, type StageDetail } from '../contract/engine.ts';
import type { Sentence } from '../contract/sentence.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { Report } from '../contract/report.ts';
import type { Segmentation } from '../pipeline/segment.ts';
import type { ProviderChoice } from '../contract/provider.ts';
import { defaultThreads, deviceName, serverDeviceName } from '../inference/devices.ts';
import type { TakeTurn } from '../inference/inTurn.ts';
import type { InferenceRunner } from '../inference/runner.ts';
import type { TritonRunner } from '../inference/triton/index.ts';
import { centreVoxel } from '../labels/centreVoxel.ts';
import type { Vec3 } from '../contract/geometry.ts';
import type { SegmentGroup } from '../contract/labels.ts';
import { contrastingColour } from '../contract/segmentColours.ts';
import { say } from '../messages/say.ts';
import type { InstalledModel } from '../models/index.ts';
import { fusedGraphPath, voxelTypeOf } from '../pipeline/graphCache.ts';
import type { ProviderLadder } from '../pipeline/providerLadder.ts';
import { makeReport, type ReportInput } from '../pipeline/report.ts';
import { runOnLadder } from '../pipeline/runOnLadder.ts';
import { segmentVolume } from '../pipeline/segment.ts';
import { segmentOnServer } from '../pipeline/segmentOnServer.ts';
import { LabelGroup } from './labelGroup.ts';
import type { OpenScan } from './openScan.ts';

/** The best of this computer's processors that can. */
interface OnThisComputer {
  readonly choice: ProviderChoice;
  readonly ladder: ProviderLadder;
  readonly runner: InferenceRunner;
  readonly cacheFolder: string;
}

interface OnServer {
  /** What the user calls it. */
  readonly name: string;
  readonly server: TritonRunner;
  readonly takeTurn: TakeTurn;
}

export interface SegmentScanOptions {
  readonly model: InstalledModel;
  readonly on: OnThisComputer | OnServer;
  /** What the report is to tell besides. */
  readonly notes: readonly Sentence[];
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
  const { model, on, emit } = options;
  const { scanId } = scan.info;
  const started = performance.now();
  let windowToldAt = -Infinity;
  const progress: OnStage = (processor, stage, detail) => {
    const elapsedMs = performance.now() - started;
    // A GPU has hundreds of windows a second; each change has the page drawn anew.
    if (detail && detail.done < detail.total && elapsedMs - windowToldAt < WINDOW_INTERVAL_MS) return;
    if (detail) windowToldAt = elapsedMs;
    emit({
      ...{ kind: 'progress', scanId, stage, detail, elapsedMs, processor },
      fraction: fractionOf(stage, detail),
    });
  };
  const {
    segmentation,
    notes: ownNotes,
    ...where
  } = 'server' in on
    ? await runOnServer(scan, on, options, progress)
    : await runOnThisComputer(scan, on, options, progress);
  const notes = [...options.notes, ...ownNotes];
  const report = makeReport({
    ...{ name: scan.info.name, volume: scan.volume, manifest: model.manifest, segmentation },
    ...{ ...where, threads: defaultThreads(), notes },
    loadSeconds: scan.loadSeconds,
  });
  const told = { segmentation, report, notes: [...scan.volume.warnings, ...notes] };
  return modelGroup(scan, model.manifest, told, 'server' in on ? on.name : undefined);
}

type OnStage = (processor: string, stage: SegmentStage, detail?: StageDetail) => void;

type Run = Pick<ReportInput, 'provider' | 'device' | 'segmentation'> & {
  readonly notes: readonly Sentence[];
};

async function runOnServer(
  { volume }: OpenScan,
  { server, takeTurn }: OnServer,
  { model, signal }: SegmentScanOptions,
  onStage: OnStage,
): Promise<Run> {
  const device = serverDeviceName(server.endpoint.url);
  const segmentation = await segmentOnServer(volume, model, {
    ...{ runner: server, takeTurn, signal },
    onStage: (stage) => onStage(device, stage),
  });
  return { provider: 'triton', device, segmentation, notes: [] };
}

async function runOnThisComputer(
  { volume }: OpenScan,
  { choice, ladder, runner, cacheFolder }: OnThisComputer,
  { model, signal, emit }: SegmentScanOptions,
  onStage: OnStage,
): Promise<Run> {
  const threads = defaultThreads();
  const notes: Sentence[] = [];
  const rungs = await ladder.rungs(choice);
  const voxelType = voxelTypeOf(volume);
  const { provider, result } = await runOnLadder(
    rungs,
    threads,
    async (name) => {
      const modelPath = await fusedGraphPath(model, voxelType, cacheFolder, name);
      return segmentVolume(volume, model.manifest.recipe, {
        session: { modelPath, provider: name, threads },
        runner,
        signal,
        onStage: (stage, detail) => onStage(deviceName(name, threads), stage, detail),
      });
    },
    (note) => {
      notes.push(note);
      emit({ kind: 'notice', message: say(note) });
    },
  );
  return { provider, segmentation: result, notes };
}

/** What a run gave; `notes` are those of the report, which is English. */
interface ToldRun {
  readonly segmentation: Pick<Segmentation, 'scan'>;
  readonly report: Report;
  readonly notes: readonly Sentence[];
}

/** What a run of a model found in a scan, as a group of segments. @param server what ran it, if not this computer */
export function modelGroup(
  scan: OpenScan,
  { id, name, classes }: Pick<Manifest, 'id' | 'name' | 'classes'>,
  { segmentation, report, notes }: ToldRun,
  server?: string,
): SegmentedScan {
  const groupId = freeGroupId(scan, server === undefined ? id : `${id} on ${server}`);
  const about: SegmentGroup = {
    groupId,
    name: server === undefined ? name : `${server}: ${name}`,
    origin: 'model',
    segments: toldApart(classes, scan, groupId).map((known) => ({ ...known, locked: false })),
    report: { ...report, notes: notes.map(say) },
  };
  const { mask } = segmentation.scan;
  return {
    group: new LabelGroup(scan.volume, about, mask, notes),
    centreIjk: centreVoxel(mask, scan.info.spacingMm) ?? [0, 0, 0],
  };
}

/** Classes whose colours other groups of the scan have get others, so that results are told apart on one slice. */
function toldApart(classes: Manifest['classes'], { groups }: OpenScan, groupId: string): Manifest['classes'] {
  const others = [...groups.values()].filter(({ about }) => about.groupId !== groupId);
  const taken = others.flatMap(({ about }) => about.segments.map(({ colour }) => colour));
  return classes.map((known) => {
    const colour = taken.includes(known.colour) ? contrastingColour(taken) : known.colour;
    taken.push(colour);
    return { ...known, colour };
  });
}

/** A second run of a model at one place takes the place of its first, unless that was edited: nobody's work is lost by a key. */
function freeGroupId({ groups }: OpenScan, run: string): string {
  for (let n = 1; ; n++) {
    const id = n === 1 ? `model ${run}` : `model ${run} ${n}`;
    if ((groups.get(id)?.edits ?? 0) === 0) return id;
  }
}
