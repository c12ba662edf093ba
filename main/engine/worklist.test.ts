import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { installQuickModel, smallScans } from '../batch/testing.ts';
import type { EngineEvent, EngineRequest } from '../contract/engine.ts';
import type { HostRequest } from '../contract/host.ts';
import { threadInference } from '../inference/thread.ts';
import { findModel } from '../models/index.ts';
import { ProviderLadder } from '../pipeline/providerLadder.ts';
import { temporaryFolder } from '../volume/testing.ts';
import { Engine } from './engine.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = temporaryFolder();
const { runner, end } = threadInference(join(root, 'dist', 'main', 'inference.mjs'));
afterAll(end);

/** An engine with the quick model, and all that it has told its window. */
async function startEngine() {
  const home = await folder.path('home');
  installQuickModel(home);
  const folders = { bundled: join(root, 'models'), home };
  const cacheFolder = join(home, 'cache');
  const ladder = new ProviderLadder(await findModel(folders, 'quick'), cacheFolder, () => runner);
  const tellHost = () => undefined;
  const engine = new Engine({ folders, cacheFolder, defaultModelId: 'quick', runner, ladder, tellHost });
  const events: EngineEvent[] = [];
  const listeners = new Set<() => void>();
  const receive = engine.attachWindow((event) => {
    events.push(event);
    for (const listener of listeners) listener();
  });
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => isSo() && (listeners.delete(look), resolve());
      listeners.add(look);
      look();
    });
  return {
    events,
    until,
    ask: (request: EngineRequest) => receive(request),
    host: (request: HostRequest) => engine.fromHost(request),
  };
}

const ofKind = <K extends EngineEvent['kind']>(events: readonly EngineEvent[], kind: K) =>
  events.filter((event): event is Extract<EngineEvent, { kind: K }> => event.kind === kind);

test('a worklist: pictures, volumes, a bad scan named, what is on screen first, opened with its mask', async () => {
  const { events, until, ask, host } = await startEngine();
  const bytes = await smallScans(8);
  const paths = await Promise.all(bytes.map((scan, n) => folder.write(`scan${n}.nii`, scan)));
  const bad = await folder.write('bad.nii', Buffer.from('no scan'));
  const out = await folder.path('out');
  mkdirSync(out);
  await host({ kind: 'listFolder', path: out });
  await host({
    kind: 'list',
    scans: [...paths.slice(1), bad].map((path, n) => ({ entryId: `e${n}`, path })),
  });
  const entry = (id: string) =>
    ofKind(events, 'worklistEntry').findLast((event) => event.entry.id === id)?.entry;
  await until(() => entry('e7')?.state === 'failed' && entry('e6')?.thumbnail !== null);
  expect(entry('e7')).toMatchObject({ name: 'bad.nii', message: expect.stringContaining('not a NIfTI') });
  expect(entry('e0')?.thumbnail?.grey.some((value) => value > 0)).toBe(true);

  await host({ kind: 'open', openId: 'screen', path: paths[0] });
  ask({ kind: 'segmentList', modelId: 'quick', provider: 'cpu' });
  await until(() => entry('e0')?.state === 'running');
  ask({ kind: 'segment', scanId: 'screen', modelId: 'quick', provider: 'cpu' });
  ask({ kind: 'cancelJob', jobId: 'e6' });
  await until(
    () =>
      [0, 1, 2, 3, 4, 5].every((n) => entry(`e${n}`)?.state === 'done') && entry('e7')?.state === 'failed',
  );

  expect(entry('e6')).toMatchObject({ state: 'cancelled', volumeMl: null });
  expect(entry('e7')).toMatchObject({ state: 'failed' });
  const at = (found: EngineEvent | undefined) => events.findIndex((event) => event === found);
  const onScreen = at(ofKind(events, 'segmented')[0]);
  const lastListed = at(
    ofKind(events, 'worklistEntry').find((e) => e.entry.id === 'e5' && e.entry.state === 'done'),
  );
  expect(onScreen).toBeGreaterThan(0);
  expect(onScreen).toBeLessThan(lastListed);

  ask({ kind: 'openEntry', entryId: 'e3' });
  await until(() => ofKind(events, 'surface').some(({ scanId }) => scanId === 'e3'));
  const shown = ofKind(events, 'group').find(({ scanId }) => scanId === 'e3');
  const report = shown?.group.report;
  expect(report?.mask.ml).toBe(entry('e3')?.volumeMl);
  expect(shown?.labels.voxels.reduce((sum, voxel) => sum + voxel, 0)).toBe(report?.mask.voxels);
  for (const ending of ['mask.nii.gz', 'contour.nii.gz', 'report.json'])
    expect(existsSync(join(out, `scan4_${ending}`))).toBe(true);

  await until(() => {
    const last = ofKind(events, 'jobs').at(-1)?.jobs ?? [];
    return last.length === 9 && last.every(({ state }) => state !== 'queued' && state !== 'running');
  });
  expect(
    ofKind(events, 'jobs')
      .at(-1)
      ?.jobs.map(({ name, state }) => [name, state]),
  ).toContainEqual(['scan7.nii', 'cancelled']);
});
