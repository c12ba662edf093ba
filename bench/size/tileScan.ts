import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { VolscopeError } from '../../main/contract/errors.ts';
import type { Volume } from '../../main/volume/volume.ts';

const DATA_OFFSET = 352;
const NIFTI_TYPE_INT16 = 4;

/**
 * Writes an int16 .nii.gz with as many slices as wanted: the scan's own, there and back again like in a mirror, so that
 * no seam is sharper than the scan. Keeps a file that is already there.
 */
export async function tileScan(volume: Volume, slices: number, path: string): Promise<void> {
  if (existsSync(path)) return;
  const { voxelsHu, header } = volume;
  if (!(voxelsHu instanceof Int16Array) || !header.littleEndian)
    throw new VolscopeError('input', 'Only little-endian int16 scans are tiled.');
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  await pipeline(
    Readable.from(fileParts(volume, voxelsHu, slices), { objectMode: false }),
    createGzip({ level: 1, chunkSize: 1 << 20 }),
    createWriteStream(unfinished),
  );
  await rename(unfinished, path);
}

function* fileParts(volume: Volume, voxelsHu: Int16Array, slices: number): Generator<Uint8Array> {
  const [ni, nj, nk] = volume.grid.shapeIjk;
  yield headerFor(volume, slices);
  for (let k = 0; k < slices; k++) {
    const slice = ni * nj * mirrored(k, nk);
    // A copy: the stream may hold it longer than the volume lives.
    yield new Uint8Array(voxelsHu.slice(slice, slice + ni * nj).buffer);
  }
}

/** The index that a mirror shows at k: 0 1 2 2 1 0 0 1 2 ... for three. */
export function mirrored(k: number, count: number): number {
  const phase = k % (2 * count);
  return phase < count ? phase : 2 * count - 1 - phase;
}

/** The source's header with its number of slices and its type changed (offsets from nifti1.h). */
function headerFor({ header }: Volume, slices: number): Uint8Array {
  const bytes = new Uint8Array(DATA_OFFSET);
  bytes.set(header.bytes);
  const view = new DataView(bytes.buffer);
  view.setInt16(46, slices, header.littleEndian);
  view.setInt16(70, NIFTI_TYPE_INT16, header.littleEndian);
  view.setInt16(72, 16, header.littleEndian);
  view.setFloat32(108, DATA_OFFSET, header.littleEndian);
  view.setFloat32(112, 1, header.littleEndian);
  view.setFloat32(116, 0, header.littleEndian);
  return bytes;
}
