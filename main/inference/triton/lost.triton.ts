import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { probeFeeds } from '../../pipeline/probe.ts';
import { exportForTests, modelOfShape } from '../../triton/testing.ts';
import { temporaryFolder } from '../../volume/testing.ts';
import type { RunResult } from '../runner.ts';
import { connect } from './connect.ts';
import { expectNoRegions } from './expectNoRegions.ts';
import { makeHeld, queuedRequests, type HeldModel } from './heldModel.ts';
import { portsOf, startTriton, type TritonServer } from './testing.ts';
import { TritonRunner, type TritonRunnerOptions } from './tritonRunner.ts';

const shape = [64, 64, 64] as const;
const session = { modelPath: 'middle', provider: 'triton', threads: 0 } as const;
const feeds = probeFeeds(64);
/** A busy machine may take long to start a server. */
const RESTART_MS = 90_000;
const folder = temporaryFolder();
let repository: string;
let model: HeldModel;
let server: TritonServer;
let expected: Float32Array;

const start = (ports?: readonly [number, number]) =>
  startTriton({ repository, models: ['middle'], ...(ports && { ports }) });
const sameNumbers = (a: Float32Array, b: Float32Array) => Buffer.from(a.buffer).equals(Buffer.from(b.buffer));
const logits = ({ outputs }: RunResult) => outputs['logitDiff'].data as Float32Array;

beforeAll(async () => {
  repository = await folder.path('repository');
  await exportForTests(await modelOfShape(shape, 'middle'), repository);
  model = makeHeld(repository, 'middle');
  server = await start();
  const runner = new TritonRunner({ url: server.http });
  expected = logits(await runner.run(session, feeds));
  await runner.close();
});
afterAll(async () => {
  await expectNoRegions(server).finally(() => server.kill());
});

/** Two runs at once that stay in their middle until the model is released. */
const both = (runner: TritonRunner, signal?: AbortSignal) => {
  model.hold();
  return Promise.all([runner.run(session, feeds, signal), runner.run(session, feeds, signal)]);
};

/** The model has one instance: with one request in the queue the other is with the model. */
async function untilMiddle({ metrics }: TritonServer): Promise<void> {
  await expect.poll(() => queuedRequests(metrics), { timeout: 60_000, interval: 20 }).toBe(1);
}

const ways: readonly ['http' | 'grpc', TritonRunnerOptions['sharedMemory']][] = [
  ['http', 'off'],
  ['http', 'auto'],
  ['grpc', 'off'],
  ['grpc', 'auto'],
];

test.each(ways)(
  'over %s (shared memory %s): killed in mid-request, restarted, the job is finished',
  async (scheme, sharedMemory) => {
    const notes: string[] = [];
    const runner = new TritonRunner(
      { url: server[scheme] },
      { sharedMemory, recoveryMs: RESTART_MS, onRetry: (note) => notes.push(String(note)) },
    );
    const jobs = both(runner);
    await untilMiddle(server);
    await server.kill();
    model.release();
    server = await start(portsOf(server));
    for (const result of await jobs) expect(sameNumbers(logits(result), expected)).toBe(true);
    expect(notes).toHaveLength(2);
    expect(notes[0]).toMatch(/was lost .* waiting/);
    await runner.close();
  },
);

test('killed and not restarted, the job fails with a sentence', async () => {
  const gone = await start();
  const runner = new TritonRunner({ url: gone.http }, { recoveryMs: 600 });
  const job = both(runner);
  const failed = expect(job).rejects.toMatchObject({
    kind: 'inference',
    message: expect.stringMatching(/does not answer .*start it, or check the URL\.$/) as string,
  });
  await untilMiddle(gone);
  await gone.kill();
  model.release();
  await failed;
  await runner.close();
});

test('asked to end, the server finishes what it has begun', async () => {
  const ending = await start();
  const runner = new TritonRunner({ url: ending.http }, { sharedMemory: 'off' });
  const jobs = both(runner);
  await untilMiddle(ending);
  const stopped = ending.stop();
  await expect.poll(() => ending.log(), { timeout: 60_000 }).toContain('Signal (15) received');
  model.release();
  for (const result of await jobs) expect(sameNumbers(logits(result), expected)).toBe(true);
  // It waits for connections too that nothing is asked by any more.
  await runner.close();
  await stopped;
});

test.each(ways)(
  'over %s (shared memory %s): Cancel ends the request, and the server goes on',
  async (scheme, sharedMemory) => {
    const runner = new TritonRunner({ url: server[scheme] }, { sharedMemory });
    const cancel = new AbortController();
    const job = both(runner, cancel.signal);
    const cancelled = expect(job).rejects.toMatchObject({ kind: 'cancelled' });
    await untilMiddle(server);
    cancel.abort();
    await cancelled;
    model.release();
    expect(sameNumbers(logits(await runner.run(session, feeds)), expected)).toBe(true);
    await runner.close();
  },
);

test('an answer that takes too long is not waited for', async () => {
  const runner = new TritonRunner({ url: server.http }, { timeoutMs: 1 });
  model.hold();
  await expect(runner.run(session, feeds)).rejects.toMatchObject({
    kind: 'inference',
    message: expect.stringContaining('took too long') as string,
  });
  model.release();
  await runner.close();
});

test('regions of a client that was killed go with the next one', async () => {
  const dead = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => dead.on('exit', resolve));
  const { protocol } = connect({ url: server.http });
  const runner = new TritonRunner({ url: server.http });
  await runner.run(session, feeds);
  // What a killed client leaves is the name alone: its memory is any that can be opened under it.
  const { open, rm } = await import('node:fs/promises');
  const left = `volscope-${dead.pid}-left`;
  const file = await open(`/dev/shm/${left}`, 'w');
  await file.truncate(4096);
  await file.close();
  await protocol.registerRegion(left, `/${left}`, 4096);
  await rm(`/dev/shm/${left}`);
  const next = new TritonRunner({ url: server.http });
  await next.run(session, feeds);
  expect(await protocol.regions()).not.toContain(left);
  expect(await protocol.regions()).toHaveLength(2);
  await Promise.all([next.close(), runner.close()]);
  protocol.close();
});
