import { basename } from 'node:path';
import type { EngineEvent } from '../contract/engine.ts';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { HostEvent } from '../contract/host.ts';
import { say } from '../messages/say.ts';
import { isLabelMapLike } from '../labels/labelMapFile.ts';
import { describeHeader } from '../volume/describeHeader.ts';
import { isSameGrid } from '../volume/grid.ts';
import { rangeHu } from '../volume/rangeHu.ts';
import { FrameNeededError, readNifti } from '../volume/readNifti.ts';
import { describeVolume, type Volume } from '../volume/volume.ts';
import type { Groups } from './groups.ts';
import { groupFromFile } from './groupFromFile.ts';
import type { Measurements } from './measurements.ts';
import type { OpenScan } from './openScan.ts';
import { VoxelSender } from './sendVoxels.ts';
import { throttled } from './throttled.ts';

/** A file that was read, before it is known whether it is a scan or a label map of one. */
interface ReadFile {
  readonly openId: string;
  readonly path: string;
  readonly volume: Volume;
  readonly loadSeconds: number;
}

export interface OpenerParts {
  readonly scans: Map<string, OpenScan>;
  readonly groups: Groups;
  readonly measurements: Measurements;
  readonly shownScanId: () => string | null;
  readonly toWindow: (event: EngineEvent) => void;
  readonly tellHost: (event: HostEvent) => void;
}

/** From a path to an open scan, or to the segments of one. */
export class Opener {
  private readonly parts: OpenerParts;
  /** Paths of 4D files whose frame the window is asked for. */
  private readonly frameless = new Map<string, string>();
  /** Label maps of which the window is asked where they belong. */
  private readonly placeless = new Map<string, ReadFile>();

  constructor(parts: OpenerParts) {
    this.parts = parts;
  }

  async open(openId: string, path: string, frame?: number): Promise<void> {
    const { toWindow } = this.parts;
    const name = basename(path);
    const started = performance.now();
    const tell = throttled((fraction: number) => toWindow({ kind: 'opening', openId, name, fraction }));
    const sender = new VoxelSender(openId, toWindow);
    try {
      tell(0);
      const volume = await readNifti(path, {
        frame,
        onProgress: tell,
        onVoxels: (voxels, count) => sender.send(voxels, count),
      });
      sender.finish(volume);
      const file = { openId, path, volume, loadSeconds: (performance.now() - started) / 1000 };
      if (this.isForOpenScan(file)) this.takeMask(file);
      else this.showScan(file);
    } catch (error) {
      if (error instanceof FrameNeededError) {
        this.frameless.set(openId, path);
        toWindow({ kind: 'frameNeeded', openId, name, frames: error.frames });
      } else toWindow({ kind: 'openFailed', openId, name, message: say(error) });
    }
  }

  async chooseFrame(openId: string, frame: number): Promise<void> {
    const path = this.frameless.get(openId);
    this.frameless.delete(openId);
    if (path) await this.open(openId, path, frame);
  }

  /** The window's answer to `maskQuestion`: the scan that a label map is put on, or null to open it as a scan. */
  placeMask(openId: string, scanId: string | null): void {
    const file = this.placeless.get(openId);
    this.placeless.delete(openId);
    if (!file) return;
    const scan = scanId === null ? undefined : this.parts.scans.get(scanId);
    if (scan) this.addMask(file, scan);
    else this.showScan(file);
  }

  private isForOpenScan({ volume, path }: ReadFile): boolean {
    const grids = [...this.parts.scans.values()].map((scan) => scan.volume.grid);
    return grids.length > 0 && isLabelMapLike(volume, basename(path), grids);
  }

  private takeMask(file: ReadFile): void {
    const scans = [...this.parts.scans.values()];
    const onItsGrid = scans.filter((scan) => isSameGrid(scan.volume.grid, file.volume.grid));
    // Where several have its grid: the one on show, else the one that was opened last.
    const shown = onItsGrid.find(({ info }) => info.scanId === this.parts.shownScanId());
    const scan = shown ?? onItsGrid.at(-1);
    if (scan) return this.addMask(file, scan);
    this.placeless.set(file.openId, file);
    this.parts.toWindow({ kind: 'maskQuestion', openId: file.openId, name: basename(file.path) });
  }

  private addMask({ openId, path, volume }: ReadFile, scan: OpenScan): void {
    const group = groupFromFile(volume, basename(path), scan.volume);
    if (!group) {
      const message = sentence`${basename(path)} has no label inside of ${scan.info.name}; open the scan that it belongs to.`;
      throw new VolscopeError('input', message);
    }
    this.parts.toWindow({ kind: 'openedAsMask', openId, scanId: scan.info.scanId });
    this.parts.groups.show(scan, group);
  }

  private showScan({ openId, path, volume, loadSeconds }: ReadFile): void {
    const { scans, groups, measurements, toWindow, tellHost } = this.parts;
    const info = { ...describeVolume(volume, openId, basename(path)), warnings: volume.warnings.map(say) };
    const scan: OpenScan = { info, path, volume, loadSeconds, groups: new Map() };
    scans.set(openId, scan);
    toWindow({ kind: 'opened', openId, scan: info });
    const header = describeHeader(volume.header, volume.voxelsHu.byteLength);
    toWindow({ kind: 'scanHeader', scanId: openId, header });
    tellHost({ kind: 'openedPath', openId, path });
    const range = rangeHu(volume.voxelsHu);
    toWindow({ kind: 'range', scanId: openId, rangeHu: range });
    if (isScaledDown(volume, range)) {
      const [low, high] = range.map((value) => Number(value.toPrecision(3)));
      const message = sentence`${info.name} holds values from ${low} to ${high}, which are no HU: its picture is rounded to whole numbers, and models for CT find nothing in it; open the scan in HU.`;
      toWindow({ kind: 'notice', message: say(message) });
    }
    void groups.offerLeftEdits(scan);
    void measurements.offer(scan);
  }
}

/** Made ready for a network: fractions between 0 and 1, say, or around 0. No CT has so few HU. */
function isScaledDown({ voxelsHu }: Volume, [low, high]: readonly [number, number]): boolean {
  return voxelsHu instanceof Float32Array && low < high && low >= -10 && high <= 10;
}
