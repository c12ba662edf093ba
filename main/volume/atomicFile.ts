import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { VolscopeError } from '../contract/errors.ts';
import { sentence, type Sentence } from '../contract/sentence.ts';

/**
 * Writes a file whole or not at all: beside its place, synced to disk, then renamed over it.
 * Throws VolscopeError('output') and leaves nothing behind where that fails.
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`);
  try {
    const file = await open(beside, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw writeError(cause, path);
  }
}

const sentences: Readonly<Record<string, Sentence>> = {
  ENOENT: sentence`its folder does not exist; create it or choose another`,
  ENOTDIR: sentence`its folder is a file; choose another folder`,
  EACCES: sentence`its folder may not be written to; choose another or change its permissions`,
  EPERM: sentence`its folder may not be written to; choose another or change its permissions`,
  EROFS: sentence`its disk is read-only; choose another folder`,
  ENOSPC: sentence`the disk is full; free some space`,
  EEXIST: sentence`a file of that name is in the way; choose another name`,
  EISDIR: sentence`a folder of that name is in the way; choose another name`,
};

/** The sentence for a file or folder that could not be written. */
export function writeError(cause: unknown, path: string): VolscopeError {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  const why = sentences[code] ?? (cause as Error).message;
  return new VolscopeError('output', sentence`${path} can't be written: ${why}.`, { cause });
}
