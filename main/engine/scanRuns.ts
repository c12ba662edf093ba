import { expectedBytes } from '../batch/memory.ts';
import type { EngineEvent, EngineRequest } from '../contract/engine.ts';
import { describeError } from '../contract/errors.ts';
import { jobPriorities } from '../contract/jobs.ts';
import { say } from '../messages/say.ts';
import { inTurn } from '../inference/inTurn.ts';
import type { InferenceRunner } from '../inference/runner.ts';
import type { Job, JobContext } from '../jobs/job.ts';
import { findModel, type ModelFolders } from '../models/index.ts';
import type { ProviderLadder } from '../pipeline/providerLadder.ts';
import type { EngineJobs } from './engineJobs.ts';
import type { Groups } from './groups.ts';
import type { OpenScan } from './openScan.ts';
import { segmentScan, type SegmentedScan } from './segmentScan.ts';
import { placesToRun, type PlacesToRun } from './placesToRun.ts';
import type { Servers } from './servers.ts';

export interface ScanRunsParts {
  readonly scans: ReadonlyMap<string, OpenScan>;
  readonly groups: Groups;
  readonly jobs: EngineJobs;
  readonly servers: Servers;
  readonly folders: ModelFolders;
  readonly cacheFolder: string;
  readonly runner: InferenceRunner;
  readonly ladder: ProviderLadder;
  readonly emit: (event: EngineEvent) => void;
}

type SegmentRequest = Extract<EngineRequest, { kind: 'segment' }>;

/** The segmentations of open scans: each model's result becomes a group of its scan. */
export class ScanRuns {
  private readonly parts: ScanRunsParts;
  /** The jobs of each scan, by the model and the server that they run on. */
  private readonly jobsOf = new Map<string, Map<string, Job<SegmentedScan>>>();

  constructor(parts: ScanRunsParts) {
    this.parts = parts;
  }

  /** Each request is answered by one `segmented` or `segmentFailed`. One that is under way already is not begun again. */
  async segment(request: SegmentRequest): Promise<void> {
    const { scanId, modelId, server = '' } = request;
    const scan = this.parts.scans.get(scanId);
    const jobs = this.jobsOf.get(scanId) ?? new Map<string, Job<SegmentedScan>>();
    const key = `${server}:${modelId}`;
    if (!scan || jobs.has(key)) return;
    this.jobsOf.set(scanId, jobs);
    try {
      const job = this.add(scan, request);
      jobs.set(key, job);
      const { group, centreIjk } = await job.done;
      jobs.delete(key);
      this.parts.groups.show(scan, group);
      this.parts.emit({ kind: 'segmented', scanId, groupId: group.about.groupId, centreIjk });
    } catch (error) {
      jobs.delete(key);
      const reason = describeError(error).kind === 'cancelled' ? 'cancelled' : 'failed';
      this.parts.emit({ kind: 'segmentFailed', scanId, reason, message: say(error) });
    } finally {
      if (jobs.size === 0) this.jobsOf.delete(scanId);
    }
  }

  /** Ends all runs of a scan, those that wait first. */
  cancel(scanId: string): void {
    const jobs = [...(this.jobsOf.get(scanId)?.values() ?? [])];
    for (const { id } of jobs.reverse()) this.parts.jobs.cancel(id);
  }

  private add(scan: OpenScan, { modelId, provider, server }: SegmentRequest): Job<SegmentedScan> {
    const { jobs, servers, emit } = this.parts;
    const places = placesToRun(servers, server, (note) => emit({ kind: 'notice', message: say(note) }));
    return jobs.add({
      ...{ name: scan.info.name, modelId, priority: jobPriorities.screen },
      ...{ memoryBytes: expectedBytes(scan.volume.header), lanes: places.lanes, handsOn: places.handsOn },
      run: (context) => this.run(scan, modelId, provider, places, context),
    });
  }

  private async run(
    scan: OpenScan,
    modelId: string,
    choice: SegmentRequest['provider'],
    places: PlacesToRun,
    { laneId, signal, onProcessor, report }: JobContext,
  ): Promise<SegmentedScan> {
    const { ladder, cacheFolder, folders, emit } = this.parts;
    const options = {
      model: await findModel(folders, modelId),
      ...{ signal, notes: places.notes },
      emit: (event: EngineEvent) => {
        if (event.kind === 'progress') report(event.stage, event.fraction);
        if (!signal.aborted) emit(event);
      },
    };
    return places.run(laneId, {
      onServer: (server, name) =>
        segmentScan(scan, { ...options, on: { name, server, takeTurn: onProcessor } }),
      here: () => {
        const runner = inTurn(this.parts.runner, onProcessor);
        return segmentScan(scan, { ...options, on: { ladder, choice, runner, cacheFolder } });
      },
    });
  }
}
