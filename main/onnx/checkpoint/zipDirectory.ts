import { VolscopeError } from '../../contract/errors.ts';
import { sentence, type Sentence } from '../../contract/sentence.ts';

/** One file of a zip archive; `packed` is a view of the archive. */
export interface ZipEntry {
  readonly path: string;
  readonly packed: Uint8Array;
  /** Packed as it is, or else by deflate. */
  readonly stored: boolean;
  /** Bytes when inflated, as the directory says. */
  readonly size: number;
  /** CRC-32 of the inflated bytes, as the directory says. */
  readonly checksum: number;
}

// Signatures and layouts: PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.
const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endRecord = 0x06054b50;
const endRecordBytes = 22;
const longestComment = 0xffff;

/**
 * The files that a zip archive lists, folders left out. Archives over 4 GiB (zip64) are not read.
 * @throws VolscopeError('model') if it is no zip archive, is cut off, damaged or encrypted, or lists a file that would lie
 *   outside of the folder it is unpacked to.
 */
export function readDirectory(bytes: Uint8Array, what: Sentence): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) throw refusal(what, sentence`is cut off or damaged: its directory is missing`);
  try {
    const count = view.getUint16(end + 10, true);
    const paths = new Set<string>();
    const entries: ZipEntry[] = [];
    let at = view.getUint32(end + 16, true);
    for (let index = 0; index < count; index++) {
      if (view.getUint32(at, true) !== centralHeader)
        throw refusal(what, sentence`is damaged: its directory is broken`);
      const entry = readEntry(bytes, view, at, what);
      if (paths.has(entry.path)) throw refusal(what, sentence`is damaged: it lists "${entry.path}" twice`);
      paths.add(entry.path);
      if (!entry.path.endsWith('/')) entries.push(entry);
      at +=
        46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return entries;
  } catch (cause) {
    if (cause instanceof VolscopeError) throw cause;
    // A DataView throws where something points beyond the end of the file.
    throw refusal(what, sentence`is damaged: its directory points beyond its end`, cause);
  }
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, what: Sentence): ZipEntry {
  const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
  if (!isInside(path)) {
    throw new VolscopeError(
      'model',
      sentence`The ${what} holds a file that would lie outside of its folder (${JSON.stringify(path)}); it was refused.`,
    );
  }
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const packedBytes = view.getUint32(at + 20, true);
  const start = view.getUint32(at + 42, true);
  if ((flags & 1) !== 0 || (method !== 0 && method !== 8)) {
    throw refusal(what, sentence`packs "${path}" in a way that is not supported`);
  }
  if (view.getUint32(start, true) !== localHeader)
    throw refusal(what, sentence`is damaged: "${path}" is not where it says`);
  const data = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
  if (data + packedBytes > bytes.byteLength) throw refusal(what, sentence`is cut off within "${path}"`);
  return {
    path,
    packed: new Uint8Array(bytes.buffer, bytes.byteOffset + data, packedBytes),
    stored: method === 0,
    size: view.getUint32(at + 24, true),
    checksum: view.getUint32(at + 16, true),
  };
}

/** Where the record at the end begins, before a comment of any length. */
function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - endRecordBytes;
  for (let at = last; at >= Math.max(0, last - longestComment); at--) {
    if (view.getUint32(at, true) === endRecord) return at;
  }
  return undefined;
}

/** A relative path without steps upwards, in any system's notation. */
function isInside(path: string): boolean {
  if (path === '' || /[\\\u0000-\u001f:]/.test(path) || path.startsWith('/')) return false;
  return !path.split('/').includes('..');
}

function refusal(what: Sentence, why: Sentence, cause?: unknown): VolscopeError {
  return new VolscopeError('model', sentence`The ${what} ${why}; fetch the file again.`, { cause });
}
