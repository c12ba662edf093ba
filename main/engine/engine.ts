import { engineRequestSchema, type EngineEvent, type EngineRequest } from '../contract/engine.ts';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import { hostRequestSchema, type HostEvent, type HostRequest } from '../contract/host.ts';
import { say, speak } from '../messages/say.ts';
import type { Channel, PortRunner } from '../inference/portRunner.ts';
import { defaultThreads } from '../inference/devices.ts';
import { findModel, type ImportPrograms, type ModelFolders } from '../models/index.ts';
import { fusedGraphPath } from '../pipeline/graphCache.ts';
import type { ProviderLadder } from '../pipeline/providerLadder.ts';
import { warmUpLabels, warmUpSegments } from '../pipeline/warmUp.ts';
import { writeFileAtomically } from '../volume/atomicFile.ts';
import { exportBytes } from './exportFile.ts';
import { EngineJobs } from './engineJobs.ts';
import { Groups } from './groups.ts';
import { Measurements } from './measurements.ts';
import { ModelShelf } from './modelShelf.ts';
import { Opener } from './opener.ts';
import { groupOf, type OpenScan } from './openScan.ts';
import { ScanRuns } from './scanRuns.ts';
import { modelGroup, type SegmentedScan } from './segmentScan.ts';
import { Servers } from './servers.ts';
import { Worklist } from './worklist.ts';

export interface EngineParts {
  readonly folders: ModelFolders;
  readonly importPrograms: ImportPrograms;
  readonly cacheFolder: string;
  readonly defaultModelId: string;
  readonly runner: PortRunner;
  readonly ladder: ProviderLadder;
  readonly tellHost: (event: HostEvent) => void;
}

/** The engine of the app: open scans, segmentation jobs and exports, between Electron's main process and one window. */
export class Engine {
  private readonly parts: EngineParts;
  private readonly scans = new Map<string, OpenScan>();
  private readonly groups: Groups;
  private readonly measurements: Measurements;
  private readonly opener: Opener;
  private readonly jobs: EngineJobs;
  private readonly worklist: Worklist;
  private readonly shelf: ModelShelf;
  private readonly servers: Servers;
  private readonly runs: ScanRuns;
  private warm: Promise<void> | undefined;
  private shownScanId: string | null = null;
  private toWindow: (event: EngineEvent) => void = () => undefined;

  constructor(parts: EngineParts) {
    this.parts = parts;
    const { runner, tellHost } = parts;
    const toWindow = (event: EngineEvent) => this.toWindow(event);
    this.jobs = new EngineJobs(runner, tellHost, toWindow);
    this.groups = new Groups(this.scans, parts.folders.home, toWindow);
    this.measurements = new Measurements(this.scans, parts.folders.home, toWindow);
    const isInUse = (modelId: string) => this.jobs.needs(modelId);
    this.servers = new Servers({ ...parts, jobs: this.jobs, emit: toWindow });
    const { scans, groups, measurements, jobs, servers } = this;
    const shownScanId = () => this.shownScanId;
    this.opener = new Opener({ scans, groups, measurements, shownScanId, toWindow, tellHost });
    this.shelf = new ModelShelf({
      ...{ ...parts, emit: toWindow, isInUse },
      // What a server has is told by what is installed here.
      onListed: () => void servers.tellAll(),
    });
    this.runs = new ScanRuns({ ...parts, scans, groups, jobs, servers, emit: toWindow });
    const onFound = (entryId: string) => void this.showFound(entryId);
    this.worklist = new Worklist({ ...parts, jobs, servers, emit: toWindow, onFound });
  }

  /** A window's port: what it asks is answered there. */
  attachWindow(post: (event: EngineEvent) => void): (message: unknown) => void {
    this.toWindow = post;
    // A page that was loaded anew shows nothing yet: main has the scans opened again.
    for (const scanId of [...this.scans.keys()]) this.close(scanId);
    this.worklist.tellAll();
    this.jobs.tell();
    this.shelf.tellImports();
    return (message) => {
      const request = engineRequestSchema.safeParse(message);
      // A defect of the page must not take the open scans with it.
      if (!request.success)
        post({ kind: 'notice', message: say(sentence`The window asked for something unknown.`) });
      else
        this.fromWindow(request.data).catch((error: unknown) =>
          this.toWindow({ kind: 'notice', message: say(error) }),
        );
    };
  }

  /** A fresh inference process: its session is made before the user presses Segment. */
  attachInference(channel: Channel): void {
    this.parts.runner.attach(channel);
    void this.warmUp();
  }

  async fromHost(message: unknown): Promise<void> {
    const request = hostRequestSchema.parse(message);
    switch (request.kind) {
      case 'open':
        return this.openFile(request.openId, request.path);
      case 'list':
        return this.worklist.add(request.scans);
      case 'listFolder':
        return this.worklist.writeTo(request.path);
      case 'importModel':
        return this.shelf.importPath(request.taskId, request.path);
      case 'servers':
        return this.servers.set(request.servers, request.fallBack);
      case 'language':
        speak(request.language);
        this.worklist.tellAll();
        return this.jobs.tell();
      case 'inferenceDied':
        return this.parts.runner.detach(
          new VolscopeError(
            'inference',
            sentence`The inference process ended unexpectedly; press Segment to try again.`,
          ),
        );
      case 'export':
      case 'write':
        return this.write(request);
      case 'window':
      case 'inference':
        throw new Error(`"${request.kind}" came without its port.`);
    }
  }

  private async fromWindow(request: EngineRequest): Promise<void> {
    switch (request.kind) {
      case 'segment':
        return this.runs.segment(request);
      case 'cancel':
        return this.runs.cancel(request.scanId);
      case 'chooseFrame':
        return this.opener.chooseFrame(request.openId, request.frame);
      case 'placeMask':
        return this.opener.placeMask(request.openId, request.scanId);
      case 'closeScan':
        return this.close(request.scanId);
      case 'shown':
        this.shownScanId = request.scanId;
        return;
      case 'addGroup':
      case 'removeGroup':
      case 'describeGroup':
      case 'patch':
      case 'edit':
      case 'recover':
      case 'compare':
      case 'showDifferences':
        return this.groups.handle(request);
      case 'measurements':
        return this.measurements.set(request.scanId, request.measurements);
      case 'cancelJob':
        return this.jobs.cancel(request.jobId);
      case 'raiseJob':
        return this.jobs.raise(request.jobId);
      case 'segmentList':
        return this.worklist.segmentAll(request);
      case 'openEntry':
        return this.openEntry(request.entryId);
      case 'removeEntries':
        return this.worklist.remove(request.entryIds);
      case 'testServer':
        return this.servers.examine(request.name);
      case 'agreeToServer':
        return this.servers.agree(request.name);
      case 'listModels':
      case 'installModel':
      case 'importFromUrl':
      case 'cancelImport':
      case 'answerImport':
      case 'dismissImport':
      case 'removeModel':
      case 'readCard':
        return this.shelf.handle(request).catch((error: unknown) => this.shelf.refuse(error));
      case 'listProviders':
        return this.toWindow({ kind: 'providers', providers: await this.parts.ladder.statuses() });
    }
  }

  private async openFile(openId: string, path: string): Promise<void> {
    await this.opener.open(openId, path);
    // Only now: the first slice on screen comes before everything that may be needed later.
    this.warm ??= warmUpLabels().then(() => warmUpSegments());
  }

  private close(scanId: string): void {
    this.runs.cancel(scanId);
    const scan = this.scans.get(scanId);
    if (scan) this.groups.leave(scan);
    this.measurements.forget(scanId);
    this.scans.delete(scanId);
    this.parts.tellHost({ kind: 'closedScan', scanId });
  }

  /** Opens a listed scan, and shows at once what was found in it. */
  private async openEntry(entryId: string): Promise<void> {
    const path = this.worklist.pathOf(entryId);
    if (path === undefined) return;
    if (!this.scans.has(entryId)) await this.openFile(entryId, path);
    const shown = this.showFound(entryId);
    if (shown)
      this.toWindow({
        ...{ kind: 'segmented', scanId: entryId, groupId: shown.group.about.groupId },
        centreIjk: shown.centreIjk,
      });
  }

  /** What was found in a listed scan becomes segments of it, where it is open; undefined where it is not. */
  private showFound(entryId: string): SegmentedScan | undefined {
    const scan = this.scans.get(entryId);
    const found = this.worklist.resultOf(entryId);
    if (!scan || !found) return undefined;
    const shown = modelGroup(scan, found.model, found);
    this.groups.show(scan, shown.group);
    return shown;
  }

  private async write(request: Extract<HostRequest, { kind: 'export' | 'write' }>): Promise<void> {
    const { id, path } = request;
    try {
      if (request.kind === 'write') await writeFileAtomically(path, request.bytes);
      else await this.export(request);
      this.parts.tellHost({ kind: 'written', id, path });
    } catch (error) {
      this.parts.tellHost({ kind: 'writeFailed', id, message: say(error) });
    }
  }

  private async export({ scanId, groupId, what, path }: Extract<HostRequest, { kind: 'export' }>) {
    const scan = this.scans.get(scanId);
    if (!scan)
      throw new VolscopeError('usage', sentence`That scan is no longer open; open it again to export.`);
    const group = groupId === null ? null : groupOf(scan, groupId);
    await writeFileAtomically(path, await exportBytes(scan, group, what, this.measurements.of(scanId)));
    if (what === 'mask' && group) this.groups.saved(group);
  }

  private async warmUp(): Promise<void> {
    try {
      const model = await findModel(this.parts.folders, this.parts.defaultModelId);
      const [provider] = await this.parts.ladder.rungs('auto');
      const modelPath = await fusedGraphPath(model, 'int16', this.parts.cacheFolder, provider);
      await this.parts.runner.load({ modelPath, provider, threads: defaultThreads() });
    } catch {
      // Whatever is wrong is said when the user presses Segment.
    }
  }
}
