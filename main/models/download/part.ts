import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { parseJson } from '../../parseJson.ts';

const noteSchema = z.object({ url: z.string(), validator: z.string() });

/** Where a part comes from, and the server's mark (ETag or date) of the file that it is the beginning of. */
export type PartNote = z.infer<typeof noteSchema>;

/** What has arrived of a file. */
export function partPath(target: string): string {
  return `${target}.part`;
}

function notePath(target: string): string {
  return `${target}.part.json`;
}

/** How much has arrived. */
export async function partBytes(target: string): Promise<number> {
  return stat(partPath(target)).then(
    ({ size }) => size,
    () => 0,
  );
}

export async function rememberPart(target: string, note: PartNote): Promise<void> {
  await writeFile(notePath(target), JSON.stringify(note));
}

export async function forgetPart(target: string): Promise<void> {
  await rm(partPath(target), { force: true });
  await rm(notePath(target), { force: true });
}

/**
 * The server's mark of the part that lies beside a target, '' where none is needed since the hash will tell; undefined if
 * the part can't be trusted to be the beginning of what this address gives.
 */
export async function matchesPart(target: string, url: URL, hashKnown: boolean): Promise<string | undefined> {
  const text = await readFile(notePath(target), 'utf8').catch(() => '');
  const note = noteSchema.safeParse(parseJson(text)).data;
  if (note?.url === url.href) return note.validator;
  return hashKnown ? '' : undefined;
}
