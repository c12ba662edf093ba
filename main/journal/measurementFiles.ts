import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { VolscopeError } from '../contract/errors.ts';
import { affineSchema, vec3Schema, type Grid } from '../contract/geometry.ts';
import { measurementListSchema, type Measurement } from '../contract/measurement.ts';
import { sentence } from '../contract/sentence.ts';
import { writeError, writeFileAtomically } from '../volume/atomicFile.ts';

const fileSchema = z.object({
  scanPath: z.string(),
  scanName: z.string(),
  shapeIjk: vec3Schema,
  affineIjkToRas: affineSchema,
  measurements: measurementListSchema,
});

/** Of which file the measurements are: as with journals of edits its path and its grid. */
export interface MeasuredFile {
  readonly path: string;
  readonly name: string;
  readonly grid: Grid;
}

/**
 * What was measured in each scan, on disk as it is made: a small file a scan, written whole at every change. A scan without
 * measurements has none.
 */
export class MeasurementFiles {
  private readonly folder: string;
  /** The last thing that was to be written of each file. */
  private readonly writing = new Map<string, Promise<void>>();

  /** @param home the application-data folder */
  constructor(home: string) {
    this.folder = join(home, 'measurements');
  }

  /**
   * What was measured in a scan; nothing where there is no file.
   * @throws VolscopeError('input') where the file can't be understood; it is set aside, so that the next one takes its place
   */
  async read(scan: MeasuredFile): Promise<readonly Measurement[]> {
    const path = this.pathOf(scan);
    await this.writing.get(path);
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) return [];
    try {
      return fileSchema.parse(JSON.parse(text)).measurements;
    } catch (cause) {
      const aside = `${path}.broken`;
      await rename(path, aside).catch(() => undefined);
      const message = sentence`What was measured in ${scan.name} can't be read; it was set aside as ${aside}.`;
      throw new VolscopeError('input', message, { cause });
    }
  }

  /**
   * Keeps what is measured in a scan now. Kept in the order of the calls; the promise once it is on disk.
   * @throws VolscopeError('output') where it can't be written
   */
  write(scan: MeasuredFile, measurements: readonly Measurement[]): Promise<void> {
    const path = this.pathOf(scan);
    const done = (this.writing.get(path) ?? Promise.resolve()).then(() =>
      measurements.length === 0 ? rm(path, { force: true }) : this.replace(path, scan, measurements),
    );
    const settled = done.catch(() => undefined);
    this.writing.set(path, settled);
    void settled.then(() => this.writing.get(path) === settled && this.writing.delete(path));
    return done;
  }

  private async replace(
    path: string,
    { path: scanPath, name: scanName, grid }: MeasuredFile,
    measurements: readonly Measurement[],
  ): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true });
    } catch (cause) {
      throw writeError(cause, this.folder);
    }
    const content: z.infer<typeof fileSchema> = { scanPath, scanName, ...grid, measurements };
    await writeFileAtomically(path, Buffer.from(`${JSON.stringify(content, null, 2)}\n`));
  }

  private pathOf({ path, grid: { shapeIjk, affineIjkToRas } }: MeasuredFile): string {
    const identity = JSON.stringify([path, shapeIjk, affineIjkToRas]);
    return join(this.folder, `${createHash('sha256').update(identity).digest('hex').slice(0, 32)}.json`);
  }
}
