import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { modelsAmong } from './modelFiles.ts';

const folder = await mkdtemp(join(tmpdir(), 'volscope-models-'));
afterAll(() => rm(folder, { recursive: true }));

test('archives, networks and bundles are models; scans, folders of scans and what is not there are none', async () => {
  const files = [
    'bundle/configs/inference.json',
    'bundle/models/model.pt',
    'mine/manifest.json',
    'mine/model.onnx',
    'study/manifest.json',
    'study/scan.nii.gz',
    'scans/models/a.nii.gz',
    'weights.PT',
    'packed.zip',
    'scan.nii.gz',
  ];
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), '');
  }
  const at = (...names: string[]) => names.map((name) => join(folder, name));
  const models = at('bundle', 'mine', 'weights.PT', 'packed.zip');
  const others = at('study', 'scans', 'scan.nii.gz', 'absent');
  expect(await modelsAmong([...others, ...models])).toEqual({ models, others });
});
