import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sweepLeftovers } from './sweepLeftovers.ts';

const home = await mkdtemp(join(tmpdir(), 'volscope-sweep-'));
afterAll(() => rm(home, { recursive: true }));

test('what killed imports left is deleted after an hour, a model that was being replaced is put back', async () => {
  const token = '01234567-89ab-cdef-0123-456789abcdef';
  const files = [
    'models/kept/manifest.json',
    `models/.kept-${token}-new/model.onnx`,
    `models/.kept-${token}-old/manifest.json`,
    `models/.moved-away-${token}-old/manifest.json`,
    'models/.hidden/notes.txt',
    `imports/${token}/checked.onnx`,
    'downloads/0123-whole.pt',
    'downloads/0123-begun.pt.part',
    'downloads/0123-begun.pt.part.json',
  ];
  for (const file of files) {
    await mkdir(dirname(join(home, file)), { recursive: true });
    await writeFile(join(home, file), '');
  }
  const inside = async (folder: string) => (await readdir(join(home, folder))).sort();
  const before = await inside('models');
  const [now, hour, day] = [Date.now(), 3_600_000, 86_400_000];
  const sweep = (later: number) => sweepLeftovers({ bundled: '', home }, now + later);

  await sweep(hour / 2);
  expect(await inside('models')).toEqual(before);
  await sweep(2 * hour);
  expect(await inside('models')).toEqual(['.hidden', 'kept', 'moved-away']);
  expect(await inside('.')).toEqual(['downloads', 'models']);
  expect(await inside('downloads')).toEqual(['0123-begun.pt.part', '0123-begun.pt.part.json']);
  await sweep(31 * day);
  expect(await inside('downloads')).toEqual([]);
});
