import type { EngineEvent } from '../contract/engine.ts';
import { sentenceOf } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { Measurement } from '../contract/measurement.ts';
import { say } from '../messages/say.ts';
import { MeasurementFiles, type MeasuredFile } from '../journal/measurementFiles.ts';
import { isSameGrid } from '../volume/grid.ts';
import type { OpenScan } from './openScan.ts';

const fileOf = ({ path, info }: OpenScan): MeasuredFile => ({ path, name: info.name, grid: info.grid });

/** What is measured in the open scans: as the window last told it, and on disk. */
export class Measurements {
  private readonly scans: ReadonlyMap<string, OpenScan>;
  private readonly files: MeasurementFiles;
  private readonly emit: (event: EngineEvent) => void;
  private readonly lists = new Map<string, readonly Measurement[]>();

  /** @param home the application-data folder */
  constructor(scans: ReadonlyMap<string, OpenScan>, home: string, emit: (event: EngineEvent) => void) {
    this.scans = scans;
    this.files = new MeasurementFiles(home);
    this.emit = emit;
  }

  /** Tells the window what was measured in a scan earlier, nothing too: it begins with that. */
  async offer(scan: OpenScan): Promise<void> {
    const found = await this.files.read(fileOf(scan)).catch((error: unknown) => {
      this.emit({ kind: 'notice', message: say(error) });
      return [];
    });
    this.tell(scan, found);
  }

  /** Takes over what is measured in a scan now. A scan that is open a second time shows the same. */
  set(scanId: string, measurements: readonly Measurement[]): void {
    const scan = this.scans.get(scanId);
    if (!scan) return;
    this.lists.set(scanId, measurements);
    for (const other of this.scans.values()) {
      const isSame = other.path === scan.path && isSameGrid(other.volume.grid, scan.volume.grid);
      if (other !== scan && isSame) this.tell(other, measurements);
    }
    this.files.write(fileOf(scan), measurements).catch((error: unknown) => {
      const message = say(sentence`Measurements are not kept: ${sentenceOf(error)}`);
      this.emit({ kind: 'notice', message });
    });
  }

  of(scanId: string): readonly Measurement[] {
    return this.lists.get(scanId) ?? [];
  }

  forget(scanId: string): void {
    this.lists.delete(scanId);
  }

  private tell({ info: { scanId } }: OpenScan, measurements: readonly Measurement[]): void {
    if (!this.scans.has(scanId)) return;
    this.lists.set(scanId, measurements);
    this.emit({ kind: 'measurements', scanId, measurements });
  }
}
