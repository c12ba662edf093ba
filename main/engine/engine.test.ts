import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { EngineEvent } from '../contract/engine.ts';
import { forkChannel } from '../inference/childProcess.ts';
import { PortRunner } from '../inference/portRunner.ts';
import { findModel } from '../models/index.ts';
import { builtPrograms } from '../models/testing/builtPrograms.ts';
import { ProviderLadder } from '../pipeline/providerLadder.ts';
import { smallScan } from '../pipeline/testing.ts';
import { niftiBytes, temporaryFolder } from '../volume/testing.ts';
import { Engine } from './engine.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const modelId = 'spleen-monai-tutorial';
const folder = temporaryFolder();
const ends: (() => void)[] = [];
afterAll(() => ends.forEach((end) => end()));

/** An engine with a real inference process, which is replaced when the engine asks for that, as the app does. */
async function startEngine() {
  const home = await folder.path('home');
  const folders = { bundled: join(root, 'models'), home };
  const cacheFolder = join(home, 'cache');
  const runner = new PortRunner();
  const startInference = () => {
    const { channel, end } = forkChannel(join(root, 'dist', 'main', 'inference.mjs'));
    ends.push(end);
    runner.attach(channel);
  };
  startInference();
  const events: EngineEvent[] = [];
  const waiting: { kind: EngineEvent['kind']; scanId: string; told: (event: EngineEvent) => void }[] = [];
  const engine = new Engine({
    ...{ folders, cacheFolder, defaultModelId: modelId, runner, importPrograms: builtPrograms },
    ladder: new ProviderLadder(await findModel(folders, modelId), cacheFolder, () => runner),
    tellHost: ({ kind }) => kind === 'restartInference' && startInference(),
  });
  const ask = engine.attachWindow((event) => {
    events.push(event);
    const about = 'scanId' in event ? event.scanId : '';
    for (const { kind, scanId, told } of waiting) if (kind === event.kind && scanId === about) told(event);
  });
  const next = (kind: EngineEvent['kind'], scanId: string) =>
    new Promise<EngineEvent>((told) => waiting.push({ kind, scanId, told }));
  const open = (openId: string) => engine.fromHost({ kind: 'open', openId, path: smallScan.path });
  const segment = (scanId: string) => ask({ kind: 'segment', scanId, modelId, provider: 'cpu' });
  return { engine, ask, next, open, segment, events };
}

test('two scans take turns on one processor; cancelling one leaves the other its result', async () => {
  const { ask, next, open, segment } = await startEngine();
  await open('a');
  await open('b');
  const [progress, segmented, cancelled] = [
    next('progress', 'a'),
    next('segmented', 'a'),
    next('segmentFailed', 'b'),
  ];
  segment('a');
  segment('b');
  await progress;
  ask({ kind: 'cancel', scanId: 'b' });
  expect(await cancelled).toMatchObject({ reason: 'cancelled' });
  expect(await segmented).toMatchObject({ scanId: 'a' });

  // The queue goes on after a job that never had its turn.
  const again = next('segmented', 'b');
  segment('b');
  expect(await again).toMatchObject({ scanId: 'b' });
});

test('a scan without anything to segment, or one that is closed meanwhile, gets a sentence or nothing', async () => {
  const { engine, ask, next, events } = await startEngine();

  const air = niftiBytes({ shape: [20, 20, 20], values: new Int16Array(8000).fill(-1000) });
  await engine.fromHost({ kind: 'open', openId: 'air', path: await folder.write('air.nii.gz', air) });
  const failed = next('segmentFailed', 'air');
  ask({ kind: 'segment', scanId: 'air', modelId, provider: 'cpu' });
  expect(await failed).toMatchObject({
    reason: 'failed',
    message: expect.stringContaining('no voxel above -57 HU'),
  });
  ask({ kind: 'closeScan', scanId: 'air' });
  ask({ kind: 'segment', scanId: 'air', modelId, provider: 'cpu' });
  const answered = next('models', '');
  ask({ kind: 'listModels' });
  await answered;
  expect(events.filter(({ kind }) => kind === 'segmentFailed')).toHaveLength(1);
});

test('a window is heard between the surfaces of many classes, not after the last', async () => {
  const { engine, next, events } = await startEngine();
  const shape = [20, 20, 20];
  const scan = await folder.write('classes.nii.gz', niftiBytes({ shape }));
  const values = new Uint8Array(8000).map((_, n) => (n % 20 < 9 ? 1 + Math.floor(n / 2000) : 0));
  const labels = await folder.write('labels.nii.gz', niftiBytes({ shape, values, datatype: 'uint8' }));
  await engine.fromHost({ kind: 'open', openId: 'scan', path: scan });
  const surface = next('surface', 'scan');
  await engine.fromHost({ kind: 'open', openId: 'labels', path: labels });
  await surface;
  const count = () => events.filter(({ kind }) => kind === 'surface').length;
  expect(count()).toBe(1);
  while (count() < 4) await next('surface', 'scan');
});
