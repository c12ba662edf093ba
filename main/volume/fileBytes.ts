import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip, type ZlibOptions } from 'node:zlib';
import { VolscopeError } from '../contract/errors.ts';
import { sentence, type Sentence } from '../contract/sentence.ts';

/**
 * Large enough that a 500 MB scan takes some hundred steps and that zlib has work for as long as this thread may be busy with
 * something else, small enough to show progress.
 */
const CHUNK_BYTES = 1 << 22;

export interface FileBytesOptions {
  readonly signal?: AbortSignal;
  /** How many bytes there will be, if that is known: what is inflated then lies in one piece of memory, chunk by chunk. */
  readonly expectedBytes?: number;
}

/**
 * A file's bytes, inflated where they are gzip (told by the first two bytes, not by the name), in chunks. zlib works in
 * its own thread, so what the caller does with a chunk overlaps the next one's inflation.
 * Throws VolscopeError('input') for a file that can't be read, is damaged or ends early.
 */
export async function* fileBytes(
  path: string,
  name: string,
  { signal, expectedBytes = 0 }: FileBytesOptions = {},
): AsyncGenerator<Uint8Array> {
  try {
    const gzip = await isGzip(path);
    // What is inflated is about twice as long.
    const file = createReadStream(path, { highWaterMark: gzip ? CHUNK_BYTES / 2 : CHUNK_BYTES, signal });
    // pipeline() hands errors of the file on to the inflated stream and closes both when the reader stops early.
    const bytes: Readable = gzip
      ? pipeline(
          file,
          createGunzip({
            // One more, for zlib takes the next piece of memory as soon as one is full.
            chunkSize: Math.max(CHUNK_BYTES, expectedBytes + 1),
            highWaterMark: 4 * CHUNK_BYTES,
          } as ZlibOptions),
          () => undefined,
        )
      : file;
    for await (const chunk of bytes) yield chunk as Uint8Array;
  } catch (cause) {
    throw readError(cause, name);
  }
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

const sentences: Readonly<Record<string, Sentence>> = {
  ENOENT: sentence`does not exist; check the path`,
  EISDIR: sentence`is a folder; choose a file (.nii or .nii.gz)`,
  EACCES: sentence`may not be read; check its permissions`,
  EPERM: sentence`may not be read; check its permissions`,
  Z_BUF_ERROR: sentence`is truncated: its compressed data ends early; copy or download it again`,
  Z_DATA_ERROR: sentence`is damaged: its compressed data does not inflate; copy or download it again`,
};

function readError(cause: unknown, name: string): VolscopeError {
  if (cause instanceof VolscopeError) return cause;
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  if (code === 'ABORT_ERR') return new VolscopeError('cancelled', sentence`Opening ${name} was cancelled.`);
  const what = sentences[code] ?? sentence`can't be read (${(cause as Error).message})`;
  return new VolscopeError('input', sentence`${name} ${what}.`, { cause });
}
