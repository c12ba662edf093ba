import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { constants, gunzipSync } from 'node:zlib';
import { readNiftiHeader, type NiftiHeader } from './niftiHeader.ts';

/** Holds a header however badly it compresses. */
const START_BYTES = 4096;

/**
 * A scan's header without reading the scan; undefined where there is none to be read, for loading says what is wrong.
 * Inflates some kilobytes at most.
 */
export async function peekHeader(path: string): Promise<NiftiHeader | undefined> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(START_BYTES), 0, START_BYTES, 0);
      const start = buffer.subarray(0, bytesRead);
      const isGzip = start[0] === 0x1f && start[1] === 0x8b;
      // A stream that is cut off is inflated as far as it goes.
      const bytes = isGzip ? gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH }) : start;
      return readNiftiHeader(bytes, basename(path));
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}
