import { cp, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeError } from '../volume/atomicFile.ts';

export type FolderFiles = Readonly<Record<string, Uint8Array | string>>;

/**
 * Writes a folder of files so that it is there whole or not at all: beside its place under a hidden name, then renamed.
 * A folder of that name is replaced.
 * @param token makes the hidden names unique
 * @param files content by path inside the folder
 * @throws VolscopeError('output') if the place can't be written; nothing is left behind.
 */
export async function writeFolder(folder: string, token: string, files: FolderFiles): Promise<void> {
  await replaceFolder(folder, token, async (fresh) => {
    await mkdir(fresh, { recursive: true });
    await writeFiles(fresh, files);
  });
}

/**
 * Moves a folder to its place, where it is whole or not at all. A folder of that name is replaced.
 * @throws as `writeFolder`
 */
export async function placeFolder(source: string, folder: string, token: string): Promise<void> {
  await replaceFolder(folder, token, async (fresh) => {
    await mkdir(dirname(folder), { recursive: true });
    await rename(source, fresh).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EXDEV') throw cause;
      return cp(source, fresh, { recursive: true });
    });
  });
}

/** Writes files into a folder, through to the disk. */
export async function writeFiles(folder: string, files: FolderFiles): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    if (name.includes('/')) await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeThrough(join(folder, name), content);
  }
}

/** Puts what `make` makes at the place that it is given, beside the folder's own, into that one's place. */
async function replaceFolder(
  folder: string,
  token: string,
  make: (fresh: string) => Promise<void>,
): Promise<void> {
  const beside = (what: string) => join(dirname(folder), `.${basename(folder)}-${token}-${what}`);
  const [fresh, former] = [beside('new'), beside('old')];
  try {
    await make(fresh);
    await rename(folder, former).catch(ignoreMissing);
    await rename(fresh, folder);
  } catch (cause) {
    await rename(former, folder).catch(() => undefined);
    throw writeError(cause, `The folder "${dirname(folder)}"`);
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
