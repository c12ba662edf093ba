import { mkdir, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { VolscopeError } from '../../contract/errors.ts';
import { sentence } from '../../contract/sentence.ts';
import { writeError } from '../../volume/atomicFile.ts';

/**
 * Makes the folder of a file to be, and checks that its disk has room.
 * @throws VolscopeError('output') if there is less than `bytes`, or the folder can't be made.
 */
export async function checkSpace(target: string, bytes = 0): Promise<void> {
  const folder = dirname(target);
  try {
    await mkdir(folder, { recursive: true });
    const { bavail, bsize } = await statfs(folder);
    if (bytes <= bavail * bsize) return;
    throw new VolscopeError(
      'output',
      sentence`The download needs ${megabytes(bytes)}, but the disk of "${folder}" has only ${megabytes(bavail * bsize)} free; free some space.`,
    );
  } catch (cause) {
    throw cause instanceof VolscopeError ? cause : writeError(cause, folder);
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
