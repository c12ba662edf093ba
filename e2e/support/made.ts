import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sampleScan } from './scans.ts';

/** The sample as a file of two volumes over time, each half as high. */
export async function makeFrames(folder: string): Promise<string> {
  const bytes = gunzipSync(await readFile(sampleScan));
  bytes.writeInt16LE(4, 40);
  bytes.writeInt16LE(bytes.readInt16LE(46) / 2, 46);
  bytes.writeInt16LE(2, 48);
  return written(folder, 'frames.nii', bytes);
}

/** A small label file that lies on no scan's grid: 16 x 16 x 8 voxels, a cube of them labelled. */
export async function makeStrayMask(folder: string): Promise<string> {
  const shape = [16, 16, 8];
  const header = gunzipSync(await readFile(sampleScan)).subarray(0, 352);
  shape.forEach((count, axis) => header.writeInt16LE(count, 42 + 2 * axis));
  const uint8 = 2;
  header.writeInt16LE(uint8, 70);
  header.writeInt16LE(8, 72);
  header.writeFloatLE(352, 108);
  header.writeFloatLE(0, 112);
  const labels = Buffer.alloc(shape[0] * shape[1] * shape[2]);
  for (let k = 2; k < 6; k += 1)
    for (let j = 4; j < 12; j += 1) labels.fill(1, 4 + 16 * (j + 16 * k), 12 + 16 * (j + 16 * k));
  return written(folder, 'stray_mask.nii', Buffer.concat([header, labels]));
}

async function written(folder: string, name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}
