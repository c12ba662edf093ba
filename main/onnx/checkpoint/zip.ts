import { crc32, inflateRawSync } from 'node:zlib';
import { VolscopeError } from '../../contract/errors.ts';
import { sentence, type Sentence } from '../../contract/sentence.ts';
import { readDirectory, type ZipEntry } from './zipDirectory.ts';

/** The largest networks of the field stay below this. */
const maxInflatedBytes = 2 ** 31;

/**
 * The files of a zip archive that `wanted` accepts, by path, in memory; nothing is written to the disk. fflate, which
 * reads the archives elsewhere, checks neither checksums nor how far a file really inflates: a network with one flipped
 * bit would be used, and a zip bomb would keep it busy for minutes.
 * @param what how the archive is called in errors
 * @throws VolscopeError('model') if it is no zip archive, is damaged, points out of its folder, or inflates beyond reason.
 */
export function unzipFiles(
  bytes: Uint8Array,
  wanted: (path: string) => boolean,
  what = sentence`zip archive`,
): Record<string, Uint8Array> {
  const entries = readDirectory(bytes, what).filter(({ path }) => wanted(path));
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > maxInflatedBytes) {
    throw new VolscopeError(
      'model',
      sentence`The ${what} says it holds over 2 GiB; it is damaged or not a network.`,
    );
  }
  return Object.fromEntries(entries.map((entry) => [entry.path, inflate(entry, what)]));
}

function inflate({ path, packed, stored, size, checksum }: ZipEntry, what: Sentence): Uint8Array {
  const damaged = (why: Sentence, cause?: unknown): VolscopeError =>
    new VolscopeError('model', sentence`The ${what} is damaged ("${path}" ${why}); fetch the file again.`, {
      cause,
    });
  let content = packed;
  if (!stored) {
    try {
      // Ends as soon as there is more than the directory says.
      const inflated = inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
      content = new Uint8Array(inflated.buffer, inflated.byteOffset, inflated.byteLength);
    } catch (cause) {
      const tooLong = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
      throw damaged(tooLong ? sentence`inflates to more than it says` : sentence`does not inflate`, cause);
    }
  }
  if (content.byteLength !== size) throw damaged(sentence`has another length than it says`);
  if (crc32(content) !== checksum) throw damaged(sentence`has another checksum than it says`);
  return content;
}
