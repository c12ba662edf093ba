import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeFolder } from './writeFolder.ts';

const parent = await mkdtemp(join(tmpdir(), 'volscope-folder-'));
afterAll(() => rm(parent, { recursive: true }));

/** Whatever is written to it, Linux answers that the disk is full. */
const fullDisk = '/dev/full';

test.skipIf(!existsSync(fullDisk))(
  'a full disk is named; the folder of before stays, nothing else',
  async () => {
    const folder = join(parent, 'model');
    await writeFolder(folder, 'a', { 'card.md': 'before' });
    const full = relative(join(parent, '.model-b-new'), fullDisk);
    await expect(writeFolder(folder, 'b', { 'card.md': 'after', [full]: 'network' })).rejects.toThrow(
      "can't be written: the disk is full; free some space.",
    );
    expect(await readdir(parent)).toEqual(['model']);
    expect(await readFile(join(folder, 'card.md'), 'utf8')).toBe('before');
  },
);
