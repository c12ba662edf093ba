import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

export interface LabelMap {
  readonly shapeIjk: readonly [number, number, number];
  /** uint8, i fastest. */
  readonly labels: Uint8Array;
  /** The file's first 348 bytes. */
  readonly header: Buffer;
}

/** Reads a mask as it was exported (NIfTI-1, gzipped, uint8): on its own, so that it checks our writer. */
export async function readLabelMap(path: string): Promise<LabelMap> {
  const bytes = gunzipSync(await readFile(path));
  const header = bytes.subarray(0, 348);
  const uint8 = 2;
  if (header.readInt16LE(70) !== uint8) throw new Error(`${path} is not a uint8 NIfTI.`);
  const shapeIjk = [header.readInt16LE(42), header.readInt16LE(44), header.readInt16LE(46)] as const;
  return { shapeIjk, labels: bytes.subarray(header.readFloatLE(108)), header };
}

export function labelAt({ shapeIjk: [ni, nj, nk], labels }: LabelMap, ijk: readonly number[]): number {
  const [i, j, k] = ijk;
  const isInside = i >= 0 && j >= 0 && k >= 0 && i < ni && j < nj && k < nk;
  return isInside ? labels[i + ni * (j + nj * k)] : 0;
}
