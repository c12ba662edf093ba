import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { installQuickModel, smallScans } from '../batch/testing.ts';
import type { ServerAccount } from '../contract/servers.ts';
import { expectNoRegions } from '../inference/triton/expectNoRegions.ts';
import { portsOf, startTriton, type TritonServer } from '../inference/triton/testing.ts';
import { threadInference } from '../inference/thread.ts';
import { findModel } from '../models/index.ts';
import { smallScan } from '../pipeline/testing.ts';
import { exportForTests, modelOfShape } from '../triton/testing.ts';
import { temporaryFolder } from '../volume/testing.ts';
import { startQuickEngine } from './testing.ts';

const bundled = fileURLToPath(new URL('../../models', import.meta.url));
const whole = 'spleen-monai-tutorial';
const folder = temporaryFolder();
const { runner, end } = threadInference(
  fileURLToPath(new URL('../../dist/main/inference.mjs', import.meta.url)),
);
let home: string;
let repository: string;
let server: TritonServer;
const start = (ports?: readonly [number, number]) =>
  startTriton({ repository, models: ['quick', whole, 'spleen_seg'], ...(ports && { ports }) });

beforeAll(async () => {
  home = await folder.path('home');
  repository = await folder.path('repository');
  installQuickModel(home);
  const quick = await findModel({ bundled, home }, 'quick');
  await exportForTests(quick, repository, { instances: 2, referenceName: 'quick_seg' });
  await exportForTests(await modelOfShape(), repository);
  server = await start();
});
afterEach(() => expectNoRegions(server));
afterAll(async () => {
  end();
  await server.kill();
});

/** An engine that knows of the server, and all that it has told its window. */
async function startEngine(account: Partial<ServerAccount> = {}, fallBack = true) {
  const { ofKind, until, ask, host } = await startQuickEngine({ bundled, home }, runner);
  const servers = [{ name: 'GPU', url: server.http, agreed: false, ...account }];
  await host({ kind: 'servers', servers, fallBack });
  const tested = await until(() => ofKind('server').find(({ test: found }) => found !== null));
  await host({ kind: 'open', openId: 'scan', path: smallScan.path });
  const segment = (modelId: string) =>
    ask({ kind: 'segment', scanId: 'scan', modelId, provider: 'cpu', server: 'GPU' });
  return { ofKind, until, host, ask, segment, tested };
}

test('its test tells what the server has, and which of it can be run', async () => {
  const { tested } = await startEngine();
  expect(tested.test).toMatchObject({ ok: true, message: '', sharedMemory: true });
  expect(tested.models.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
    { name: 'quick', fit: 'fits', modelId: 'quick', instances: 2 },
    { name: whole, fit: 'fits', modelId: whole, instances: 1 },
    { name: 'spleen_seg', fit: 'otherTensors', modelId: null, instances: 1 },
  ]);
});

test.each(['http', 'grpc'] as const)(
  'over %s a scan gets the mask that this computer gives',
  async (scheme) => {
    const { ofKind, until, ask, segment } = await startEngine({ url: server[scheme] });
    segment(whole);
    await until(() => ofKind('segmented')[0]);
    const device = `Triton (${server[scheme]})`;
    expect(ofKind('progress').map(({ processor }) => processor)).toContain(device);
    ask({ kind: 'segment', scanId: 'scan', modelId: whole, provider: 'cpu' });
    await until(() => ofKind('segmented')[1]);
    const [there, here] = ofKind('group');
    expect(there?.group.report?.provider).toEqual({ name: 'triton', device });
    expect(here?.group.report?.provider.name).toBe('cpu');
    expect([there?.group.name, there?.group.groupId]).toEqual([
      `GPU: ${here?.group.name}`,
      `model ${whole} on GPU`,
    ]);
    expect(Buffer.from(there?.labels.voxels ?? []).equals(here?.labels.voxels ?? new Uint8Array())).toBe(
      true,
    );
    ask({
      kind: 'compare',
      scanId: 'scan',
      groupIds: [there?.group.groupId ?? '', here?.group.groupId ?? ''],
    });
    const { agreement } = await until(() => ofKind('agreement')[0]);
    expect(agreement.segments).toMatchObject([{ dice: 1, meanSurfaceMm: 0, hausdorff95Mm: 0 }]);
  },
);

test('nothing is sent to another machine that was not agreed to', async () => {
  const { ofKind, until, ask, segment } = await startEngine({ url: 'http://gpu.invalid:8000' }, false);
  segment('quick');
  expect((await until(() => ofKind('segmentFailed')[0])).message).toContain('before you have agreed');
  ask({ kind: 'agreeToServer', name: 'GPU' });
  segment('quick');
  const { message } = await until(() => ofKind('segmentFailed')[1]);
  expect(message).toMatch(/does not answer \(no machine of that name is known\)/);
});

test('a lost server: this computer goes on, and the note is on screen and in the report', async () => {
  const { ofKind, until, segment } = await startEngine();
  await server.kill();
  segment('quick');
  const { group } = await until(() => ofKind('group')[0]);
  server = await start(portsOf(server));
  expect(group.report?.provider.name).toBe('cpu');
  const note = /^The server at .* does not answer .* This computer goes on instead\.$/;
  expect(group.report?.notes.filter((text) => note.test(text))).toHaveLength(1);
  expect(ofKind('notice').filter(({ message }) => note.test(message))).toHaveLength(1);
});

test('a lost server, and the user wants nothing else: an error, and nothing more', async () => {
  const { ofKind, until, segment } = await startEngine({}, false);
  await server.kill();
  segment('quick');
  const { reason, message } = await until(() => ofKind('segmentFailed')[0]);
  server = await start(portsOf(server));
  expect([reason, ofKind('group')]).toEqual(['failed', []]);
  expect(message).toMatch(/does not answer .*start it, or check the URL\.$/);
});

test('a model that the server has not got is an error, wherever it could run besides', async () => {
  const { ofKind, until, host, segment } = await startEngine();
  const other = await startTriton({ repository, models: [whole] });
  const servers = [{ name: 'GPU', url: other.http, agreed: false }];
  await host({ kind: 'servers', servers, fallBack: true });
  segment('quick');
  const { message } = await until(() => ofKind('segmentFailed')[0]);
  await other.kill();
  expect(message).toMatch(/has not got the model "quick" .*export it/);
  expect(ofKind('group')).toEqual([]);
});

test('Cancel ends a request, and the next one is answered', async () => {
  const { ofKind, until, ask, segment } = await startEngine();
  segment(whole);
  await until(() => ofKind('progress').find(({ stage }) => stage === 'network'));
  ask({ kind: 'cancel', scanId: 'scan' });
  expect(await until(() => ofKind('segmentFailed')[0])).toMatchObject({ reason: 'cancelled' });
  segment('quick');
  await until(() => ofKind('segmented')[0]);
});

test('two models on one scan, one here and one there: two groups and two ends', async () => {
  const { ofKind, until, ask, segment } = await startEngine();
  segment(whole);
  segment('quick');
  ask({ kind: 'segment', scanId: 'scan', modelId: 'quick', provider: 'cpu' });
  await until(() => ofKind('segmented')[2]);
  const ids = new Set(ofKind('group').map(({ group }) => group.groupId));
  expect(ids).toEqual(new Set([`model ${whole} on GPU`, 'model quick on GPU', 'model quick']));
});

test('a worklist goes through the server', async () => {
  const { ofKind, until, host, ask } = await startEngine();
  const scans = await Promise.all(
    (await smallScans(5)).map(async (bytes, n) => ({
      entryId: `e${n}`,
      path: await folder.write(`listed${n}.nii`, bytes),
    })),
  );
  await host({ kind: 'list', scans });
  ask({ kind: 'segmentList', modelId: 'quick', provider: 'cpu', server: 'GPU' });
  const doneOnes = () => ofKind('worklistEntry').filter(({ entry }) => entry.state === 'done');
  await until(() => doneOnes()[4]);
  for (const { entry } of doneOnes()) expect(entry.volumeMl).toBeGreaterThan(10);
  ask({ kind: 'openEntry', entryId: 'e0' });
  const { group } = await until(() => ofKind('group')[0]);
  expect(group.report?.provider.name).toBe('triton');
});
