import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { scanFilesOf } from './scanFiles.ts';

const folder = await mkdtemp(join(tmpdir(), 'volscope-drop-'));
afterAll(() => rm(folder, { recursive: true }));

test('a folder stands for its scans in counting order, without masks and hidden files; a file for itself', async () => {
  const names = [
    'scan10.nii.gz',
    'scan2.nii',
    'scan2_mask.nii.gz',
    '.hidden.nii',
    'notes.txt',
    'deep/er/A.NII.GZ',
  ];
  for (const name of names) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), '');
  }
  const inFolder = (...paths: string[]) => paths.map((path) => join(folder, path));
  expect(await scanFilesOf([folder])).toEqual(inFolder('deep/er/A.NII.GZ', 'scan2.nii', 'scan10.nii.gz'));
  const named = inFolder('notes.txt', 'scan2.nii', 'absent.nii');
  expect(await scanFilesOf([...named, named[1]])).toEqual(named);
});
