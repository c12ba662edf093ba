import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeError } from '../volume/atomicFile.ts';

/**
 * Writes a folder of files so that it is there whole or not at all: beside its place under a hidden name, then renamed.
 * A folder of that name is replaced.
 * @param token makes the hidden names unique
 * @param files content by path inside the folder
 * @throws VolscopeError('output') if the place can't be written; nothing is left behind.
 */
export async function writeFolder(
  folder: string,
  token: string,
  files: Readonly<Record<string, Uint8Array | string>>,
): Promise<void> {
  const fresh = join(dirname(folder), `.${basename(folder)}-${token}-new`);
  const former = join(dirname(folder), `.${basename(folder)}-${token}-old`);
  try {
    await mkdir(fresh, { recursive: true });
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(fresh, name)), { recursive: true });
      await writeThrough(join(fresh, name), content);
    }
    await rename(folder, former).catch(ignoreMissing);
    await rename(fresh, folder);
  } catch (cause) {
    await rename(former, folder).catch(() => undefined);
    throw writeError(cause, `The folder of models "${dirname(folder)}"`);
  } finally {
    await rm(fresh, { recursive: true, force: true }).catch(() => undefined);
    await rm(former, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function writeThrough(path: string, content: Uint8Array | string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
