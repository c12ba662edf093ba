import { basename } from 'node:path';
import { VolscopeError } from '../contract/errors.ts';
import { decodeVoxels, type DecodedVoxels } from './decodeVoxels.ts';
import { fileBytes } from './fileBytes.ts';
import { HEADER_BYTES, readNiftiHeader, type NiftiHeader } from './niftiHeader.ts';
import { orientationOf } from './orientation.ts';
import type { Volume } from './volume.ts';

export interface ReadOptions {
  /** Which volume of a 4D file, from 0. */
  readonly frame?: number;
  /** Told of the share of voxels read so far, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal;
}

/** A 4D file was named without saying which of its volumes is meant. */
export class FrameNeededError extends VolscopeError {
  readonly frames: number;

  constructor(name: string, frames: number) {
    super('input', `${name} holds ${frames} volumes (4D); choose one with --frame 0 to ${frames - 1}.`);
    this.frames = frames;
  }
}

/**
 * Reads a NIfTI-1 scan (.nii or .nii.gz) into memory: one copy of its voxels in HU, in the file's own axis order.
 * Throws VolscopeError('input') with one sentence for a file that can't be a CT volume, FrameNeededError for 4D.
 */
export async function readNifti(path: string, options: ReadOptions = {}): Promise<Volume> {
  const name = basename(path);
  const chunks = fileBytes(path, name, options.signal);
  try {
    const { header, rest } = await readHeader(chunks, name);
    const frame = chooseFrame(header, options.frame, name);
    const decoded = await readVoxels(chunks, rest, header, frame, name, options.onProgress);
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

async function readHeader(
  chunks: AsyncGenerator<Uint8Array>,
  name: string,
): Promise<{ header: NiftiHeader; rest: Uint8Array }> {
  let start = new Uint8Array(0);
  while (start.byteLength < HEADER_BYTES) {
    const next = await chunks.next();
    if (next.done) break;
    start = start.byteLength === 0 ? new Uint8Array(next.value) : Buffer.concat([start, next.value]);
  }
  return { header: readNiftiHeader(start, name), rest: start };
}

function chooseFrame(header: NiftiHeader, frame: number | undefined, name: string): number {
  if (frame === undefined && header.frames > 1) throw new FrameNeededError(name, header.frames);
  const chosen = frame ?? 0;
  if (!Number.isInteger(chosen) || chosen < 0 || chosen >= header.frames)
    throw new VolscopeError(
      'input',
      `${name} has no frame ${chosen}; it holds ${header.frames} (from 0 to ${header.frames - 1}).`,
    );
  return chosen;
}

async function readVoxels(
  chunks: AsyncGenerator<Uint8Array>,
  first: Uint8Array,
  header: NiftiHeader,
  frame: number,
  name: string,
  onProgress?: (fraction: number) => void,
): Promise<DecodedVoxels> {
  const [ni, nj, nk] = header.shapeIjk;
  const byteCount = ni * nj * nk * header.datatype.bytes;
  const begin = header.dataOffset + frame * byteCount;
  const bytes = allocate(byteCount, name);
  let position = 0;
  let filled = 0;

  const take = (chunk: Uint8Array) => {
    const from = Math.max(0, begin - position);
    const part = chunk.subarray(from, Math.min(chunk.byteLength, begin + byteCount - position));
    position += chunk.byteLength;
    if (part.byteLength === 0) return;
    bytes.set(part, filled);
    filled += part.byteLength;
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
      `${name} is truncated: it holds ${filled} of the ${byteCount} bytes that its header promises; copy or download it again.`,
    );
  return decodeVoxels({ ...header, bytes });
}

/** How far past the voxels a file is followed to its checksum; what is longer is not worth inflating. */
const MAX_SURPLUS_BYTES = 1 << 24;

function allocate(byteCount: number, name: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(byteCount);
  } catch (cause) {
    const gigabytes = (byteCount / 2 ** 30).toFixed(1);
    throw new VolscopeError('input', `${name} needs ${gigabytes} GB of memory, more than there is.`, {
      cause,
    });
  }
}

function warningsOf(header: NiftiHeader, frame: number, decoded: DecodedVoxels): string[] {
  const warnings = [...header.warnings];
  if (header.frames > 1) warnings.push(`Volume ${frame} of ${header.frames} (4D file).`);
  if (decoded.replaced > 0)
    warnings.push(`${decoded.replaced} voxels were not finite numbers and are shown as air.`);
  return warnings;
}
