import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { VolscopeError } from '../contract/errors.ts';
import type { InferenceRunner, RunResult } from '../inference/runner.ts';
import { findModel } from '../models/index.ts';
import { temporaryFolder } from '../volume/testing.ts';
import { ProviderLadder } from './providerLadder.ts';

const models = fileURLToPath(new URL('../../models', import.meta.url));
const folder = temporaryFolder();

/** A processor that gives what `run` says; how often it was asked for something but the CPU's numbers. */
function processor(run: () => Promise<RunResult>) {
  const asked = { times: 0 };
  const runner: InferenceRunner = {
    load: async () => undefined,
    runWindows: async () => Promise.reject(new Error('A probe runs no windows.')),
    run: async ({ provider }) => {
      if (provider === 'cpu') return result(1);
      asked.times++;
      return run();
    },
  };
  return { runner, asked };
}

const result = (logit: number): RunResult => ({
  outputs: { logitDiff: { type: 'float32', data: new Float32Array(8).fill(logit), dims: [2, 2, 2] } },
  seconds: 0,
  peakRssMb: 0,
});

async function ladderOn(runner: InferenceRunner, cache: string) {
  const home = await folder.path(cache);
  const model = await findModel({ bundled: models, home }, 'spleen-monai-tutorial');
  return new ProviderLadder(model, join(home, 'cache'), () => runner);
}

test('a provider is tried once, whoever asks, and its result is kept for the next start', async () => {
  const first = processor(async () => result(1));
  const ladder = await ladderOn(first.runner, 'kept');
  const asked = await Promise.all([ladder.rungs('webgpu'), ladder.rungs('webgpu'), ladder.statuses()]);
  expect(asked.slice(0, 2)).toEqual([['webgpu'], ['webgpu']]);
  expect(first.asked.times).toBe(1);

  const next = processor(async () => Promise.reject(new Error('not asked')));
  expect(await (await ladderOn(next.runner, 'kept')).rungs('webgpu')).toEqual(['webgpu']);
  expect(next.asked.times).toBe(0);
});

test('Cancel while a provider is tried does not count as its failure', async () => {
  let interrupted = true;
  const { runner } = processor(async () => {
    if (interrupted) throw new VolscopeError('cancelled', 'Segmentation was cancelled.');
    return result(1);
  });
  const ladder = await ladderOn(runner, 'interrupted');
  expect(await ladder.rungs('auto')).toEqual(['cpu']);
  interrupted = false;
  expect(await ladder.rungs('auto')).toContain('webgpu');
});

test('a provider that fails, or gives other numbers than the CPU, is told with its reason and left out', async () => {
  const failing = processor(async () => Promise.reject(new VolscopeError('inference', 'no adapter')));
  const ladder = await ladderOn(failing.runner, 'failing');
  expect(await ladder.rungs('auto')).toEqual(['cpu']);
  await expect(ladder.rungs('webgpu')).rejects.toThrow("WebGPU can't be used: no adapter");

  const wrong = processor(async () => result(NaN));
  const statuses = await (await ladderOn(wrong.runner, 'wrong')).statuses();
  expect(statuses.find(({ name }) => name === 'webgpu')).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('differ'),
  });
});
