import { basename } from 'node:path';
import { VolscopeError } from '../contract/errors.ts';
import { sentence, type Sentence } from '../contract/sentence.ts';
import { decodeVoxels, isPlainInt16, type DecodedVoxels } from './decodeVoxels.ts';
import { fileBytes } from './fileBytes.ts';
import { HEADER_BYTES, readNiftiHeader, type NiftiHeader } from './niftiHeader.ts';
import { orientationOf } from './orientation.ts';
import { peekHeader } from './peekHeader.ts';
import type { Volume } from './volume.ts';

export interface ReadOptions {
  /** Which volume of a 4D file, from 0. */
  readonly frame?: number;
  /** Told of the share of voxels read so far, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
  /**
   * Told of voxels as soon as they are read, in order from the first one on, where the file holds HU as int16 as they are;
   * of no others. `voxelsHu` is a view of the scan's own memory; `count` is how many there will be.
   */
  readonly onVoxels?: (voxelsHu: Int16Array<ArrayBuffer>, count: number) => void;
  readonly signal?: AbortSignal;
}

/** A 4D file was named without saying which of its volumes is meant. */
export class FrameNeededError extends VolscopeError {
  readonly frames: number;

  constructor(name: string, frames: number) {
    super(
      'input',
      sentence`${name} holds ${frames} volumes (4D); choose one with --frame 0 to ${frames - 1}.`,
    );
    this.frames = frames;
  }
}

/**
 * Reads a NIfTI-1 scan (.nii or .nii.gz) into memory: one copy of its voxels in HU, in the file's own axis order.
 * Throws VolscopeError('input') with one sentence for a file that can't be a CT volume, FrameNeededError for 4D.
 */
export async function readNifti(path: string, options: ReadOptions = {}): Promise<Volume> {
  const name = basename(path);
  const expectedBytes = expectedLength(await peekHeader(path));
  const chunks = fileBytes(path, name, { signal: options.signal, expectedBytes });
  try {
    const { header, rest } = await readHeader(chunks, name);
    const frame = chooseFrame(header, options.frame, name);
    const decoded = await readVoxels(chunks, rest, header, frame, name, options);
    return {
      grid: { shapeIjk: header.shapeIjk, affineIjkToRas: header.affineIjkToRas },
      orientation: orientationOf(header.affineIjkToRas),
      voxelsHu: decoded.voxelsHu,
      header,
      warnings: warningsOf(header, frame, decoded),
    };
  } finally {
    await chunks.return(undefined);
  }
}

/** More than this is not inflated into one piece of memory. */
const MAX_PIECE_BYTES = 2 ** 31 - 2;

/** How long the file is inflated, where all of it will be kept. */
function expectedLength(header: NiftiHeader | undefined): number | undefined {
  if (header?.frames !== 1) return undefined;
  const length = header.dataOffset + voxelBytes(header);
  return length <= MAX_PIECE_BYTES ? length : undefined;
}

/** Of one frame. */
function voxelBytes({ shapeIjk: [ni, nj, nk], datatype }: NiftiHeader): number {
  return ni * nj * nk * datatype.bytes;
}

async function readHeader(
  chunks: AsyncGenerator<Uint8Array>,
  name: string,
): Promise<{ header: NiftiHeader; rest: Uint8Array }> {
  let start: Uint8Array = new Uint8Array(0);
  while (start.byteLength < HEADER_BYTES) {
    const next = await chunks.next();
    if (next.done) break;
    start = start.byteLength === 0 ? next.value : Buffer.concat([start, next.value]);
  }
  return { header: readNiftiHeader(start, name), rest: start };
}

function chooseFrame(header: NiftiHeader, frame: number | undefined, name: string): number {
  if (frame === undefined && header.frames > 1) throw new FrameNeededError(name, header.frames);
  const chosen = frame ?? 0;
  if (!Number.isInteger(chosen) || chosen < 0 || chosen >= header.frames)
    throw new VolscopeError(
      'input',
      sentence`${name} has no frame ${chosen}; it holds ${header.frames} (from 0 to ${header.frames - 1}).`,
    );
  return chosen;
}

async function readVoxels(
  chunks: AsyncGenerator<Uint8Array>,
  first: Uint8Array,
  header: NiftiHeader,
  frame: number,
  name: string,
  { onProgress, onVoxels }: ReadOptions,
): Promise<DecodedVoxels> {
  const byteCount = voxelBytes(header);
  const begin = header.dataOffset + frame * byteCount;
  const bytes = inPlace(first, begin, byteCount, header.datatype.bytes) ?? allocate(byteCount, name);
  const final =
    onVoxels && isPlainInt16(header)
      ? new Int16Array(bytes.buffer, bytes.byteOffset, byteCount / 2)
      : undefined;
  let position = 0;
  let filled = 0;

  const take = (chunk: Uint8Array) => {
    const skip = Math.max(0, begin - position);
    const part = chunk.subarray(skip, Math.min(chunk.byteLength, begin + byteCount - position));
    position += chunk.byteLength;
    if (part.byteLength === 0) return;
    const isThere = part.buffer === bytes.buffer && part.byteOffset === bytes.byteOffset + filled;
    if (!isThere) bytes.set(part, filled);
    const from = filled >> 1;
    filled += part.byteLength;
    if (final) onVoxels?.(final.subarray(from, filled >> 1), final.length);
    onProgress?.(filled / byteCount);
  };

  take(first);
  // The last frame is read past its end so that the file's checksum is checked; others need not be waited for.
  const lastFrame = frame === header.frames - 1;
  for await (const chunk of chunks) {
    take(chunk);
    const surplus = position - begin - byteCount;
    if (surplus >= 0 && (!lastFrame || surplus > MAX_SURPLUS_BYTES)) break;
  }
  if (filled < byteCount)
    throw new VolscopeError(
      'input',
      sentence`${name} is truncated: it holds ${filled} of the ${byteCount} bytes that its header promises; copy or download it again.`,
    );
  return decodeVoxels({ ...header, bytes });
}

/** How far past the voxels a file is followed to its checksum; what is longer is not worth inflating. */
const MAX_SURPLUS_BYTES = 1 << 24;

/** Where the file's first chunk lies in memory that holds all of its voxels, these are left where they are inflated to. */
function inPlace(
  { buffer, byteOffset }: Uint8Array,
  begin: number,
  byteCount: number,
  voxelBytes: number,
): Uint8Array<ArrayBuffer> | undefined {
  const from = byteOffset + begin;
  const fits = buffer instanceof ArrayBuffer && from + byteCount <= buffer.byteLength;
  return fits && from % voxelBytes === 0 ? new Uint8Array(buffer, from, byteCount) : undefined;
}

function allocate(byteCount: number, name: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(byteCount);
  } catch (cause) {
    const gigabytes = (byteCount / 2 ** 30).toFixed(1);
    throw new VolscopeError('input', sentence`${name} needs ${gigabytes} GB of memory, more than there is.`, {
      cause,
    });
  }
}

function warningsOf(header: NiftiHeader, frame: number, decoded: DecodedVoxels): Sentence[] {
  const warnings = [...header.warnings];
  if (header.frames > 1) warnings.push(sentence`Volume ${frame} of ${header.frames} (4D file).`);
  if (decoded.replaced > 0)
    warnings.push(sentence`${decoded.replaced} voxels were not finite numbers and are shown as air.`);
  return warnings;
}
