import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { installQuickModel, smallScans } from '../batch/testing.ts';
import type { EngineEvent } from '../contract/engine.ts';
import { threadInference } from '../inference/thread.ts';
import { niftiBytes, temporaryFolder } from '../volume/testing.ts';
import { startQuickEngine } from './testing.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = temporaryFolder();
const { runner, end } = threadInference(join(root, 'dist', 'main', 'inference.mjs'));
afterAll(end);

test('a worklist: pictures, volumes, a bad scan named, what is on screen first, opened with its mask', async () => {
  const home = await folder.path('home');
  installQuickModel(home);
  const { events, ofKind, until, ask, host } = await startQuickEngine(
    { bundled: join(root, 'models'), home },
    runner,
  );
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
  const entry = (id: string) => ofKind('worklistEntry').findLast((event) => event.entry.id === id)?.entry;
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
  const onScreen = at(ofKind('segmented')[0]);
  const lastListed = at(ofKind('worklistEntry').find((e) => e.entry.id === 'e5' && e.entry.state === 'done'));
  expect(onScreen).toBeGreaterThan(0);
  expect(onScreen).toBeLessThan(lastListed);

  ask({ kind: 'openEntry', entryId: 'e3' });
  await until(() => ofKind('surface').some(({ scanId }) => scanId === 'e3'));
  const shown = ofKind('group').find(({ scanId }) => scanId === 'e3');
  const report = shown?.group.report;
  expect(report?.mask.ml).toBe(entry('e3')?.volumeMl);
  expect(shown?.labels.voxels.reduce((sum, voxel) => sum + voxel, 0)).toBe(report?.mask.voxels);
  for (const ending of ['mask.nii.gz', 'contour.nii.gz', 'report.json'])
    expect(existsSync(join(out, `scan4_${ending}`))).toBe(true);

  await until(() => {
    const last = ofKind('jobs').at(-1)?.jobs ?? [];
    return last.length === 9 && last.every(({ state }) => state !== 'queued' && state !== 'running');
  });
  expect(
    ofKind('jobs')
      .at(-1)
      ?.jobs.map(({ name, state }) => [name, state]),
  ).toContainEqual(['scan7.nii', 'cancelled']);
});

test('a listed scan that is open gets its mask when it is found; what is said of others follows the language', async () => {
  const home = await folder.path('home of open ones');
  installQuickModel(home);
  const folders = { bundled: join(root, 'models'), home };
  const { ofKind, until, ask, host } = await startQuickEngine(folders, runner);
  const [scan] = await smallScans(1);
  const path = await folder.write('open.nii', scan);
  const bad = await folder.write('bad too.nii', Buffer.from('no scan'));
  const scans = [path, bad].map((each, n) => ({ entryId: `o${n}`, path: each }));
  await host({ kind: 'list', scans });
  await host({ kind: 'open', openId: 'o0', path });
  ask({ kind: 'segmentList', modelId: 'quick', provider: 'cpu' });
  const group = await until(() => ofKind('group').find(({ scanId }) => scanId === 'o0'));
  const entry = (id: string) => ofKind('worklistEntry').findLast((event) => event.entry.id === id)?.entry;
  expect(group.group.report?.mask.ml).toBe(entry('o0')?.volumeMl);
  // The view stays where its reader has it.
  expect(ofKind('segmented')).toEqual([]);

  await until(() => entry('o1')?.state === 'failed');
  const told = () => ofKind('worklist').at(-1)?.entries[1]?.message;
  await host({ kind: 'language', language: 'de' });
  expect(told()).toContain('ist keine NIfTI-Datei');
  expect(ofKind('jobs').at(-1)?.jobs[1]?.message).toContain('ist keine NIfTI-Datei');
  await host({ kind: 'language', language: 'en' });
  expect(told()).toContain('is not a NIfTI file');
});

test('a scan that holds no HU is opened with a word on it', async () => {
  const home = await folder.path('home of fractions');
  installQuickModel(home);
  const { ofKind, host } = await startQuickEngine({ bundled: join(root, 'models'), home }, runner);
  const values = Float32Array.from({ length: 512 }, (_, n) => n / 512);
  const bytes = niftiBytes({ shape: [8, 8, 8], datatype: 'float32', values });
  await host({ kind: 'open', openId: 'f', path: await folder.write('scaled.nii', bytes) });
  expect(ofKind('notice').map(({ message }) => message)).toEqual([
    expect.stringContaining('scaled.nii holds values from 0 to 0.998, which are no HU'),
  ]);
});

test('a mask whose grid several open scans have goes to the one on show, and the window is told where', async () => {
  const home = await folder.path('home of masks');
  installQuickModel(home);
  const { ofKind, until, ask, host } = await startQuickEngine(
    { bundled: join(root, 'models'), home },
    runner,
  );
  for (const [n, bytes] of (await smallScans(2)).entries())
    await host({ kind: 'open', openId: `m${n}`, path: await folder.write(`m${n}.nii`, bytes) });
  const { grid } = ofKind('opened')[0].scan;
  const values = new Int16Array(grid.shapeIjk[0] * grid.shapeIjk[1] * grid.shapeIjk[2]);
  values.fill(1, 5000, 5040);
  const content = { shape: grid.shapeIjk, values, sform: grid.affineIjkToRas };
  const path = await folder.write('spleen_mask.nii', niftiBytes(content));
  const open = async (openId: string, shown: string | null) => {
    ask({ kind: 'shown', scanId: shown });
    await host({ kind: 'open', openId, path });
    await until(() => ofKind('openedAsMask').some((event) => event.openId === openId));
    return ofKind('openedAsMask').at(-1)?.scanId;
  };
  expect(await open('to the first', 'm0')).toBe('m0');
  expect(await open('to the second', 'm1')).toBe('m1');
  // None is on show: the one that was opened last.
  expect(await open('to any', null)).toBe('m1');
  expect(ofKind('group').map(({ scanId }) => scanId)).toEqual(['m0', 'm1', 'm1']);
});
