import type { EngineEvent } from '../contract/engine.ts';
import type { Volume } from '../volume/volume.ts';
import { displayVoxels } from './openScan.ts';

/** Voxels a message: 2 MB, which a window takes in without a stall. */
const VOXELS_A_MESSAGE = 1 << 20;

/** Sends a scan's voxels to the window while the file is still being read, so that little is left to send at its end. */
export class VoxelSender {
  private readonly openId: string;
  private readonly emit: (event: EngineEvent) => void;
  private sent = 0;

  constructor(openId: string, emit: (event: EngineEvent) => void) {
    this.openId = openId;
    this.emit = emit;
  }

  /** The next voxels, of `count` in all. */
  send(voxelsHu: Int16Array<ArrayBuffer>, count: number): void {
    for (let from = 0; from < voxelsHu.length; from += VOXELS_A_MESSAGE) {
      // A copy, for a message carries the whole memory that a view is part of.
      const part = voxelsHu.slice(from, from + VOXELS_A_MESSAGE);
      this.emit({ kind: 'voxels', openId: this.openId, from: this.sent, count, voxelsHu: part });
      this.sent += part.length;
    }
  }

  /** Sends what was not sent while reading. */
  finish(volume: Volume): void {
    const count = volume.voxelsHu.length;
    if (this.sent < count) this.send(displayVoxels(volume).subarray(this.sent), count);
  }
}
