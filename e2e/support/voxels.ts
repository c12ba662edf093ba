import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

export interface ScanVoxels {
  readonly shapeIjk: readonly [number, number, number];
  readonly spacingMm: readonly [number, number, number];
  /** HU of voxel (i, j, k). */
  at(i: number, j: number, k: number): number;
}

/** Reads a scan (NIfTI-1, gzipped, int16, no scaling): on its own, so that it checks our reader and what is drawn. */
export async function readScan(path: string): Promise<ScanVoxels> {
  const bytes = gunzipSync(await readFile(path));
  const int16 = 4;
  if (bytes.readInt16LE(70) !== int16) throw new Error(`${path} is not an int16 NIfTI.`);
  const shapeIjk = [bytes.readInt16LE(42), bytes.readInt16LE(44), bytes.readInt16LE(46)] as const;
  const spacingMm = [bytes.readFloatLE(80), bytes.readFloatLE(84), bytes.readFloatLE(88)] as const;
  const start = bytes.readFloatLE(108);
  const [ni, nj] = shapeIjk;
  return { shapeIjk, spacingMm, at: (i, j, k) => bytes.readInt16LE(start + 2 * (i + ni * (j + nj * k))) };
}
