import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { probeFeeds } from '../../pipeline/probe.ts';
import { exportForTests, modelOfShape } from '../../triton/testing.ts';
import { temporaryFolder } from '../../volume/testing.ts';
import { connect } from './connect.ts';
import { failureOfHttpStatus, failureSentence, ServerFailure, type FailureKind } from './failure.ts';
import { HttpConnection } from './httpConnection.ts';
import type { InferInput, InferRequest, Protocol } from './protocol.ts';
import { SharedRegion } from './sharedRegion.ts';
import { inputOf } from './tensors.ts';
import { testServer } from './testServer.ts';
import { expectNoRegions } from './expectNoRegions.ts';
import { freePort, startTriton, type TritonServer } from './testing.ts';

const folder = temporaryFolder();
let server: TritonServer;

beforeAll(async () => {
  const repository = await folder.path('repository');
  await exportForTests(await modelOfShape([32, 32, 32]), repository);
  server = await startTriton({ repository, models: ['small'] });
});
afterAll(async () => {
  await expectNoRegions(server).finally(() => server.kill());
});

const inputs = Object.entries(probeFeeds()).map(([name, tensor]) => inputOf(name, tensor));
const good: InferRequest = { model: 'small', inputs, outputs: [{ name: 'logitDiff' }] };
const withVolume = (changes: Partial<InferInput>): InferRequest => ({
  ...good,
  inputs: inputs.map((input) => (input.name === 'volume' ? { ...input, ...changes } : input)),
});
const LOGITS_BYTES = 4 * 32 ** 3;

/** What is asked, and what kind of failure must come of it. */
const rows: readonly [row: string, kind: FailureKind, ask: (protocol: Protocol) => Promise<unknown>][] = [
  ['an unknown model', 'notFound', (p) => p.infer({ ...good, model: 'nothing' })],
  ['an unknown version', 'notFound', (p) => p.infer({ ...good, version: '9' })],
  ['a shape of two axes', 'refused', (p) => p.infer(withVolume({ shape: [1600, 40] }))],
  ['another type', 'refused', (p) => p.infer(withVolume({ datatype: 'FP32' }))],
  ['too few bytes', 'refused', (p) => p.infer(withVolume({ data: new Uint8Array(10) }))],
  ['an input of another name', 'refused', (p) => p.infer(withVolume({ name: 'scan' }))],
  ['an output of another name', 'refused', (p) => p.infer({ ...good, outputs: [{ name: 'mask' }] })],
  ['matrices of another crop', 'failed', (p) => p.infer(withVolume({ shape: [20, 40, 80] }))],
  [
    'an unknown region',
    'notFound',
    (p) => p.infer(withVolume({ data: { region: 'nowhere', offset: 0, byteSize: 128_000 } })),
  ],
  ['a region whose file is not there', 'failed', (p) => p.registerRegion('r', '/volscope-none', 64)],
  [
    'a region named twice',
    'refused',
    (p) =>
      withRegion(p, async (region) => {
        await p.registerRegion(region.name, region.key, 4096);
      }),
  ],
  [
    'a region larger than its file',
    'failed',
    (p) => withRegion(p, (region) => p.registerRegion('larger', region.key, 2 ** 30)),
  ],
  [
    'an input larger than its region',
    'refused',
    (p) =>
      withRegion(p, ({ name }) =>
        p.infer(withVolume({ data: { region: name, offset: 0, byteSize: 128_000 } })),
      ),
  ],
  [
    'an output larger than its region',
    'failed',
    (p) =>
      withRegion(p, ({ name }) =>
        p.infer({
          ...good,
          outputs: [{ name: 'logitDiff', into: { region: name, offset: 0, byteSize: 4096 } }],
        }),
      ),
  ],
];

async function withRegion(
  protocol: Protocol,
  use: (region: SharedRegion) => Promise<unknown>,
): Promise<void> {
  const region = await SharedRegion.create(4096);
  try {
    await protocol.registerRegion(region.name, region.key, 4096);
    await use(region);
  } finally {
    await protocol.unregisterRegion(region.name);
    await region.close();
  }
}

async function failureOf(asked: Promise<unknown>): Promise<ServerFailure> {
  const thrown = await asked.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof ServerFailure) return thrown;
  throw new Error('It did not fail as a server does.', { cause: thrown });
}

describe.each(['http', 'grpc'] as const)('over %s', (scheme) => {
  test('what is right is answered', async () => {
    const { protocol } = connect({ url: server[scheme] });
    const [{ data, ...logits }] = await protocol.infer(good);
    expect(logits).toMatchObject({ name: 'logitDiff', datatype: 'FP32', shape: [32, 32, 32] });
    expect(data?.byteLength).toBe(LOGITS_BYTES);
    protocol.close();
  });

  test.each(rows)('%s is "%s", told in one sentence', async (_row, kind, ask) => {
    const { protocol, endpoint } = connect({ url: server[scheme] });
    const failure = await failureOf(ask(protocol));
    protocol.close();
    expect(failure.kind, failure.message).toBe(kind);
    const { kind: errorKind, message } = failureSentence(failure, endpoint.url, 'small');
    expect(errorKind).toBe('inference');
    expect(message).toMatch(/^The server at [^\n]*; [^\n;]*\.$/);
    expect(message).not.toContain('Traceback');
  });

  test('a server that is not there', async () => {
    const { protocol } = connect({ url: `${scheme}://127.0.0.1:${await freePort()}` });
    expect((await failureOf(protocol.serverMetadata())).kind).toBe('unavailable');
    protocol.close();
  });

  test('the port of the other transport', async () => {
    const other = new URL(scheme === 'http' ? server.grpc : server.http).port;
    const { ok, message } = await testServer({ url: `${scheme}://127.0.0.1:${other}` });
    expect(ok).toBe(false);
    expect(message).toMatch(/check .*URL/);
  });

  test('a test tells version, models, latency and shared memory', async () => {
    const found = await testServer({ url: server[scheme] });
    expect(found).toMatchObject({ ok: true, message: '', models: ['small'], sharedMemory: true });
    expect(found.version).toMatch(/^triton \d/);
    expect(found.latencyMs).toBeGreaterThan(0);
  });
});

test('JSON that is none is a failure of the server', async () => {
  const { endpoint } = connect({ url: server.http });
  const connection = new HttpConnection(endpoint, { url: server.http });
  const { status, text } = await connection.send({
    ...{ method: 'POST', path: 'v2/models/small/infer', body: [Buffer.from('{')] },
    signal: AbortSignal.timeout(10_000),
  });
  connection.close();
  expect(failureOfHttpStatus(status, text).kind).toMatch(/failed|refused/);
});

test('a model that can not be loaded makes the server not ready, and a test says which', async () => {
  const repository = await folder.path('broken');
  const [broken] = await exportForTests(await modelOfShape([32, 32, 32], 'broken'), repository);
  await writeFile(join(repository, broken, '1', 'cpu.onnx'), 'not a graph');
  const notReady = await startTriton({ repository, models: [broken], mayFail: true });
  for (const url of [notReady.http, notReady.grpc]) {
    const { ok, message } = await testServer({ url });
    expect(ok).toBe(false);
    expect(message).toMatch(/is not ready; it could not load broken: /);
  }
  await notReady.kill();
});
