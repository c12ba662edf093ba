import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { SessionSpec } from '../inference/runner.ts';
import { SessionRunner } from '../inference/sessions.ts';
import { findModel } from '../models/index.ts';
import { readNifti } from '../volume/readNifti.ts';
import { niftiBytes } from '../volume/testing.ts';
import { readAndGetReady, type GetReadyOptions } from './getReady.ts';
import { fusedGraphPath } from './graphCache.ts';
import { smallScan } from './testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'volscope-ready-'));
const models = fileURLToPath(new URL('../../models', import.meta.url));
const model = await findModel({ bundled: models, home: folder }, 'spleen-monai-tutorial');

class WatchedRunner extends SessionRunner {
  readonly loaded: SessionSpec[] = [];

  override load(spec: SessionSpec): Promise<void> {
    this.loaded.push(spec);
    return super.load(spec);
  }
}

const runner = new WatchedRunner();
afterAll(async () => {
  await runner.release();
  rmSync(folder, { recursive: true });
});

function optionsFor(of: WatchedRunner): GetReadyOptions {
  return { model, runner: of, rungs: async () => ['cpu'], threads: 1, cacheFolder: folder };
}

test("a process's first scan is read while its session is made, and the next one finds that there", async () => {
  const modelPath = await fusedGraphPath(model, 'int16', folder);
  for (let scan = 0; scan < 2; scan++) {
    const read = () => readNifti(smallScan.path);
    const { voxelsHu } = await readAndGetReady(smallScan.path, optionsFor(runner), read);
    expect(voxelsHu).toBeInstanceOf(Int16Array);
    expect(runner.loaded).toEqual([{ modelPath, provider: 'cpu', threads: 1 }]);
  }
});

test('where only reading a scan shows how its voxels will lie in memory no session is made', async () => {
  const path = join(folder, 'fractions.nii');
  writeFileSync(path, niftiBytes({ shape: [4, 3, 2], slope: 0.5 }));
  const other = new WatchedRunner();
  await readAndGetReady(path, optionsFor(other), () => readNifti(path));
  expect(other.loaded).toEqual([]);
});

test('what goes wrong with the session is left to the run that needs it, and what goes wrong with the file is told', async () => {
  const other = new WatchedRunner();
  const rungs = () => Promise.reject(new Error('no provider'));
  const options = { ...optionsFor(other), rungs };
  await expect(readAndGetReady(smallScan.path, options, async () => 'read')).resolves.toBe('read');
  const gone = join(folder, 'gone.nii');
  await expect(readAndGetReady(gone, optionsFor(other), () => readNifti(gone))).rejects.toThrow(
    'does not exist',
  );
});
