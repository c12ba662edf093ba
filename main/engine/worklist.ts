import { basename } from 'node:path';
import { expectedBytes } from '../batch/memory.ts';
import { planScan } from '../batch/plan.ts';
import { provenanceOf } from '../batch/provenance.ts';
import { loadAndSegment, type SegmentedFile } from '../batch/segmentFile.ts';
import { writeResults } from '../batch/writeResults.ts';
import type { EngineEvent, EngineRequest } from '../contract/engine.ts';
import { describeError, sentenceOf } from '../contract/errors.ts';
import type { Sentence } from '../contract/sentence.ts';
import { jobPriorities } from '../contract/jobs.ts';
import type { Manifest } from '../contract/manifest.ts';
import type { Report } from '../contract/report.ts';
import type { WorklistEntry } from '../contract/worklist.ts';
import { say } from '../messages/say.ts';
import { defaultThreads } from '../inference/devices.ts';
import type { InferenceRunner } from '../inference/runner.ts';
import type { JobContext } from '../jobs/job.ts';
import { findModel, type InstalledModel, type ModelFolders } from '../models/index.ts';
import type { ProviderLadder } from '../pipeline/providerLadder.ts';
import type { Segmentation } from '../pipeline/segment.ts';
import { readNifti } from '../volume/readNifti.ts';
import { thumbnailOf } from '../volume/thumbnail.ts';
import type { Volume } from '../volume/volume.ts';
import type { EngineJobs } from './engineJobs.ts';
import { placesToRun, type PlacesToRun } from './placesToRun.ts';
import type { Servers } from './servers.ts';

export interface WorklistParts {
  readonly folders: ModelFolders;
  readonly cacheFolder: string;
  readonly runner: InferenceRunner;
  readonly ladder: ProviderLadder;
  readonly jobs: EngineJobs;
  readonly servers: Servers;
  readonly emit: (event: EngineEvent) => void;
  /** What was found in a scan can be fetched by `resultOf`. */
  readonly onFound: (entryId: string) => void;
}

/** What was found in a listed scan: its labels, some hundred kilobytes; the scan itself is let go of. */
export interface ListedResult {
  readonly segmentation: Segmentation;
  readonly report: Report;
  readonly notes: readonly Sentence[];
  readonly model: Manifest;
}

/** With which model, and where. */
type HowToSegment = Omit<Extract<EngineRequest, { kind: 'segmentList' }>, 'kind'>;

/** Of a scan that was not read yet: 512 x 512 x 300 voxels, say. */
const UNKNOWN_BYTES = 1.2e9;

/** What is shown of a scan, still in no language. */
interface Told extends Omit<WorklistEntry, 'message'> {
  readonly message: readonly Sentence[];
}

interface Listed {
  readonly path: string;
  memoryBytes: number;
  entry: Told;
  found: ListedResult | undefined;
}

/** The scans that were dropped together, taken through the queue beside what is on screen. */
export class Worklist {
  private readonly parts: WorklistParts;
  private readonly listed = new Map<string, Listed>();
  private outFolder: string | null = null;
  /** Pictures are made one after the other, so that a long list leaves the engine free. */
  private pictures: Promise<void> = Promise.resolve();

  constructor(parts: WorklistParts) {
    this.parts = parts;
  }

  add(scans: readonly { readonly entryId: string; readonly path: string }[]): void {
    for (const { entryId: id, path } of scans) {
      const name = basename(path);
      const entry = { id, name, state: 'listed', volumeMl: null, thumbnail: null, message: [] } as const;
      this.listed.set(id, { path, entry, memoryBytes: UNKNOWN_BYTES, found: undefined });
      this.pictures = this.pictures.then(() => this.makePicture(id));
    }
    this.tellAll();
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) {
      this.listed.delete(id);
      this.parts.jobs.cancel(id);
    }
    this.tellAll();
  }

  /** Masks, contours and reports are written there as scans end; null: nowhere. */
  writeTo(outFolder: string | null): void {
    this.outFolder = outFolder;
  }

  /** Every scan without a mask goes into the queue. */
  segmentAll(how: HowToSegment): void {
    for (const [id, { entry }] of this.listed)
      if (entry.state === 'listed' || entry.state === 'failed' || entry.state === 'cancelled')
        void this.segment(id, how);
  }

  pathOf(id: string): string | undefined {
    return this.listed.get(id)?.path;
  }

  resultOf(id: string): ListedResult | undefined {
    return this.listed.get(id)?.found;
  }

  /** To be called when another language is spoken, too. */
  tellAll(): void {
    this.parts.emit({ kind: 'worklist', entries: [...this.listed.values()].map(({ entry }) => said(entry)) });
  }

  private async segment(id: string, how: HowToSegment): Promise<void> {
    const listed = this.listed.get(id);
    if (!listed) return;
    this.change(id, { state: 'queued', message: [] });
    try {
      const { modelId, server } = how;
      const places = placesToRun(this.parts.servers, server, (note) => this.change(id, { message: [note] }));
      const job = this.parts.jobs.add({
        ...{ id, name: listed.entry.name, modelId, priority: jobPriorities.list },
        ...{ memoryBytes: listed.memoryBytes, lanes: places.lanes, handsOn: places.handsOn },
        run: (context) => {
          this.change(id, { state: 'running' });
          return this.run(id, listed.path, how, places, context);
        },
      });
      const found = await job.done;
      listed.found = found;
      this.change(id, { state: 'done', volumeMl: found.report.mask.ml, message: found.notes });
      this.parts.onFound(id);
    } catch (error) {
      if (describeError(error).kind === 'cancelled') this.change(id, { state: 'cancelled', message: [] });
      else this.change(id, { state: 'failed', message: [sentenceOf(error)] });
    }
  }

  private async run(
    id: string,
    path: string,
    { modelId, provider }: HowToSegment,
    places: PlacesToRun,
    context: JobContext,
  ): Promise<ListedResult> {
    const { folders, cacheFolder, runner, ladder } = this.parts;
    const model = await findModel(folders, modelId);
    const settings = { model, grid: 'scan', frame: undefined } as const;
    const provenance = await provenanceOf(path, settings);
    const options = {
      ...{ ...settings, runner, cacheFolder, threads: defaultThreads() },
      rungs: () => ladder.rungs(provider),
      notes: places.notes,
      onNote: (note: Sentence) => this.parts.emit({ kind: 'notice', message: say(note) }),
      onLoaded: (volume: Volume) => this.show(id, volume),
    };
    const file = await places.run(context.laneId, {
      onServer: (server) => loadAndSegment(path, provenance, { ...options, server }, context),
      here: () => loadAndSegment(path, provenance, options, context),
    });
    context.signal.throwIfAborted();
    return this.keep(path, model, file, context);
  }

  /** Writes what was found where a folder was chosen, and keeps it for when the scan is opened. */
  private async keep(
    path: string,
    { manifest }: InstalledModel,
    { volume, segmentation, notes, makeReport }: SegmentedFile,
    context: JobContext,
  ): Promise<ListedResult> {
    const { outFolder } = this;
    context.report('save', 0.9);
    const report =
      outFolder === null
        ? makeReport(0)
        : await writeResults(planScan(path, outFolder), volume, segmentation, 'scan', makeReport);
    return { segmentation, report, notes, model: manifest };
  }

  /** A scan that can't be read is told at once, not when its turn comes. */
  private async makePicture(id: string): Promise<void> {
    const listed = this.listed.get(id);
    if (!listed || listed.entry.thumbnail || listed.entry.state !== 'listed') return;
    try {
      this.show(id, await readNifti(listed.path, { frame: 0 }));
    } catch (error) {
      if (listed.entry.state === 'listed') this.change(id, { state: 'failed', message: [sentenceOf(error)] });
    }
  }

  private show(id: string, volume: Volume): void {
    const listed = this.listed.get(id);
    if (listed) listed.memoryBytes = expectedBytes(volume.header);
    if (listed && !listed.entry.thumbnail) this.change(id, { thumbnail: thumbnailOf(volume) });
  }

  private change(id: string, changes: Partial<Told>): void {
    const listed = this.listed.get(id);
    if (!listed) return;
    listed.entry = { ...listed.entry, ...changes };
    this.parts.emit({ kind: 'worklistEntry', entry: said(listed.entry) });
  }
}

const said = (entry: Told): WorklistEntry => ({ ...entry, message: entry.message.map(say).join(' ') });
