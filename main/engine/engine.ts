import { basename } from 'node:path';
import { engineRequestSchema, type EngineEvent, type EngineRequest } from '../contract/engine.ts';
import { describeError, VolscopeError } from '../contract/errors.ts';
import { hostRequestSchema, type HostEvent, type HostRequest } from '../contract/host.ts';
import type { Channel, PortRunner } from '../inference/portRunner.ts';
import { defaultThreads } from '../inference/devices.ts';
import { JobQueue, type Job } from '../jobs/queue.ts';
import { labelSurface } from '../labels/surface/labelSurface.ts';
import { findModel, listModels, type ModelFolders } from '../models/index.ts';
import { fusedGraphPath } from '../pipeline/graphCache.ts';
import type { ProviderLadder } from '../pipeline/providerLadder.ts';
import { writeFileAtomically } from '../volume/atomicFile.ts';
import { rangeHu } from '../volume/rangeHu.ts';
import { FrameNeededError, readNifti } from '../volume/readNifti.ts';
import { describeVolume } from '../volume/volume.ts';
import { exportBytes } from './exportFile.ts';
import { isEmpty, type OpenScan } from './openScan.ts';
import { segmentScan } from './segmentScan.ts';
import { VoxelSender } from './sendVoxels.ts';
import { warmUpLabels } from './warmUp.ts';

export interface EngineParts {
  readonly folders: ModelFolders;
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
  private readonly jobs = new Map<string, Job<unknown>>();
  private readonly queue = new JobQueue();
  /** Paths of 4D files whose frame the window is asked for. */
  private readonly frameless = new Map<string, string>();
  private warm: Promise<void> | undefined;
  private toWindow: (event: EngineEvent) => void = () => undefined;

  constructor(parts: EngineParts) {
    this.parts = parts;
  }

  /** A window's port: what it asks is answered there. */
  attachWindow(post: (event: EngineEvent) => void): (message: unknown) => void {
    this.toWindow = post;
    return (message) => {
      const request = engineRequestSchema.safeParse(message);
      // A defect of the page must not take the open scans with it.
      if (!request.success) post({ kind: 'notice', message: 'The window asked for something unknown.' });
      else
        this.fromWindow(request.data).catch((error: unknown) =>
          this.toWindow({ kind: 'notice', message: describeError(error).message }),
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
        return this.open(request.openId, request.path);
      case 'inferenceDied':
        return this.parts.runner.detach(
          new VolscopeError(
            'inference',
            'The inference process ended unexpectedly; press Segment to try again.',
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
        return this.segment(request);
      case 'cancel':
        return this.cancel(request.scanId);
      case 'chooseFrame': {
        const path = this.frameless.get(request.openId);
        this.frameless.delete(request.openId);
        return path ? this.open(request.openId, path, request.frame) : undefined;
      }
      case 'closeScan':
        this.cancel(request.scanId);
        this.scans.delete(request.scanId);
        return;
      case 'listModels':
        return this.listModels();
      case 'listProviders':
        return this.toWindow({ kind: 'providers', providers: await this.parts.ladder.statuses() });
    }
  }

  private async open(openId: string, path: string, frame?: number): Promise<void> {
    const name = basename(path);
    const started = performance.now();
    const tell = throttled((fraction: number) => this.toWindow({ kind: 'opening', openId, name, fraction }));
    const sender = new VoxelSender(openId, (event) => this.toWindow(event));
    try {
      tell(0);
      const volume = await readNifti(path, {
        frame,
        onProgress: tell,
        onVoxels: (voxels, count) => sender.send(voxels, count),
      });
      sender.finish(volume);
      const scan: OpenScan = {
        info: describeVolume(volume, openId, name),
        volume,
        loadSeconds: (performance.now() - started) / 1000,
        result: undefined,
      };
      this.scans.set(openId, scan);
      this.toWindow({ kind: 'opened', openId, scan: scan.info });
      this.parts.tellHost({ kind: 'openedPath', path });
      this.toWindow({ kind: 'range', scanId: openId, rangeHu: rangeHu(volume.voxelsHu) });
      // Only now: the first slice on screen comes before everything that may be needed later.
      this.warm ??= warmUpLabels();
    } catch (error) {
      if (error instanceof FrameNeededError) {
        this.frameless.set(openId, path);
        this.toWindow({ kind: 'frameNeeded', openId, name, frames: error.frames });
      } else this.toWindow({ kind: 'openFailed', openId, name, message: describeError(error).message });
    }
  }

  private async segment(request: Extract<EngineRequest, { kind: 'segment' }>): Promise<void> {
    const { scanId, modelId, provider } = request;
    const scan = this.scans.get(scanId);
    if (!scan || this.jobs.has(scanId)) return;
    const job = this.queue.add(async (signal) => {
      const { runner, ladder, cacheFolder, folders } = this.parts;
      const model = await findModel(folders, modelId);
      const emit = (event: EngineEvent) => {
        if (!signal.aborted) this.toWindow(event);
      };
      return segmentScan(scan, { model, choice: provider, ladder, runner, cacheFolder, signal, emit });
    });
    this.jobs.set(scanId, job);
    try {
      this.toWindow(await job.done);
      this.jobs.delete(scanId);
      this.sendSurface(scan);
    } catch (error) {
      this.jobs.delete(scanId);
      const { kind, message } = describeError(error);
      this.toWindow({
        kind: 'segmentFailed',
        scanId,
        reason: kind === 'cancelled' ? 'cancelled' : 'failed',
        message,
      });
    }
  }

  /** A run can't be interrupted: its process is ended and replaced. */
  private cancel(scanId: string): void {
    const job = this.jobs.get(scanId);
    if (!job) return;
    // A job that waits for its turn is not what the inference process works on.
    const isRunning = job.running;
    job.cancel();
    if (!isRunning || !this.parts.runner.busy) return;
    this.parts.runner.detach(new VolscopeError('cancelled', 'Segmentation was cancelled.'));
    this.parts.tellHost({ kind: 'restartInference' });
  }

  private sendSurface(scan: OpenScan): void {
    const mask = scan.result?.segmentation.scan.mask;
    if (!mask || isEmpty(mask)) return;
    const surface = labelSurface(mask, scan.volume.grid);
    this.toWindow({ kind: 'surface', scanId: scan.info.scanId, surface });
  }

  private async write(request: Extract<HostRequest, { kind: 'export' | 'write' }>): Promise<void> {
    const { id, path } = request;
    try {
      const bytes = request.kind === 'write' ? request.bytes : await this.exported(request);
      await writeFileAtomically(path, bytes);
      this.parts.tellHost({ kind: 'written', id, path });
    } catch (error) {
      this.parts.tellHost({ kind: 'writeFailed', id, message: describeError(error).message });
    }
  }

  private async exported({ scanId, what }: Extract<HostRequest, { kind: 'export' }>): Promise<Uint8Array> {
    const scan = this.scans.get(scanId);
    if (!scan) throw new VolscopeError('usage', 'That scan is no longer open; open it again to export.');
    return exportBytes(scan, what);
  }

  private async listModels(): Promise<void> {
    const models = await listModels(this.parts.folders);
    this.toWindow({
      kind: 'models',
      models: models.map(({ manifest }) => ({
        id: manifest.id,
        name: manifest.name,
        description: manifest.description,
        licence: manifest.licence,
        classes: manifest.classes,
      })),
    });
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

/** At most one call in 150 ms, and the last one: a window needs no more, and each has it drawn anew. */
function throttled(tell: (fraction: number) => void): (fraction: number) => void {
  let last = -Infinity;
  return (fraction) => {
    const now = performance.now();
    if (now - last < 150 && fraction < 1) return;
    last = now;
    tell(fraction);
  };
}
