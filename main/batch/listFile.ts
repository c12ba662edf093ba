import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';

/**
 * The scans that a list names: a path a line, empty lines passed over; `-` reads standard input.
 * Throws VolscopeError('usage') where it can't be read or names none.
 */
export async function readList(path: string): Promise<string[]> {
  const content = await (path === '-' ? text(process.stdin) : readFile(path, 'utf8')).catch(
    (cause: unknown) => {
      const why =
        (cause as NodeJS.ErrnoException).code === 'ENOENT'
          ? sentence`it does not exist`
          : (cause as Error).message;
      throw new VolscopeError('usage', sentence`The list ${path} can't be read: ${why}.`, { cause });
    },
  );
  const scans = content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (scans.length === 0)
    throw new VolscopeError('usage', sentence`The list ${path} names no scan; write one path a line.`);
  return scans;
}
