import { afterAll, beforeAll, expect, test } from 'vitest';
import { probeFeeds } from '../../pipeline/probe.ts';
import { exportForTests, modelOfShape } from '../../triton/testing.ts';
import { temporaryFolder } from '../../volume/testing.ts';
import type { Tensors } from '../runner.ts';
import { SessionRunner } from '../sessions.ts';
import { expectNoRegions } from './expectNoRegions.ts';
import { memoryMb, startTriton, type TritonServer } from './testing.ts';
import { TritonRunner } from './tritonRunner.ts';

const CLIENTS = 20;
const REQUESTS = 200;
const GRID = 64;
const session = { modelPath: 'small', provider: 'triton', threads: 0 } as const;
const folder = temporaryFolder();
let repository: string;
let server: TritonServer;

beforeAll(async () => {
  repository = await folder.path('repository');
  await exportForTests(await modelOfShape([GRID, GRID, GRID]), repository, { instances: 2 });
  server = await startTriton({ repository, models: ['small'] });
});
afterAll(async () => {
  await expectNoRegions(server).finally(() => server.kill());
});

/** Each client has a scan of its own, so that an answer that went astray shows. */
function feedsOf(client: number): Tensors {
  const feeds = probeFeeds(GRID);
  const data = (feeds['volume'].data as Int16Array).map((hu) => hu + client);
  return { ...feeds, volume: { ...feeds['volume'], data } };
}

const sameNumbers = (a: ArrayBufferView, b: ArrayBufferView) =>
  Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(Buffer.from(b.buffer, b.byteOffset, b.byteLength));

test('20 clients at once, two instances: each gets its own answers, in turns, and memory does not grow', async () => {
  const schemes = ['http', 'grpc'] as const;
  const sharings = ['auto', 'off'] as const;
  const local = new SessionRunner();
  const graph = { modelPath: `${repository}/small/1/cpu.onnx`, provider: 'cpu', threads: 1 } as const;
  const clients = await Promise.all(
    Array.from({ length: CLIENTS }, async (_, n) => ({
      runner: new TritonRunner({ url: server[schemes[n % 2]] }, { sharedMemory: sharings[(n >> 1) % 2] }),
      feeds: feedsOf(n),
      expected: (await local.run(graph, feedsOf(n))).outputs['logitDiff'].data,
      /** For each of its requests: the answers that others got while it waited. */
      waits: [] as number[],
    })),
  );
  await local.release();

  // A client's first request opens connections and regions, which is none of the queue's doing.
  await Promise.all(clients.map(({ runner, feeds }) => runner.run(session, feeds)));
  let answers = 0;
  const memory: number[] = [];
  await Promise.all(
    clients.map(async ({ runner, feeds, expected, waits }) => {
      for (let n = 0; n < REQUESTS / CLIENTS; n++) {
        const before = answers;
        const { outputs } = await runner.run(session, feeds);
        waits.push(answers++ - before);
        if (answers % 20 === 0) memory.push(await memoryMb(server.pid));
        expect(sameNumbers(outputs['logitDiff'].data, expected)).toBe(true);
      }
    }),
  );
  expect(answers).toBe(REQUESTS);

  // Fair: in a queue with everybody else each gets one answer in a while. Nobody waits for two rounds of them.
  const longest = clients.map(({ waits }) => Math.max(...waits));
  expect(Math.max(...longest), `longest waits: ${longest.join(', ')}`).toBeLessThan(2 * CLIENTS);
  // The first hundred fill the arenas; the second must need no more than measuring is unsure of.
  const [half, end] = [memory[memory.length / 2 - 1], memory[memory.length - 1]];
  expect(end, `MB of the server after each 20 answers: ${memory.map(Math.round).join(', ')}`).toBeLessThan(
    half * 1.05 + 5,
  );
  await Promise.all(clients.map(({ runner }) => runner.close()));
});
