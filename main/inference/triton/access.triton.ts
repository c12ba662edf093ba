import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { probeFeeds } from '../../pipeline/probe.ts';
import { exportForTests, modelOfShape } from '../../triton/testing.ts';
import { temporaryFolder } from '../../volume/testing.ts';
import { testServer } from './testServer.ts';
import { expectNoRegions } from './expectNoRegions.ts';
import { startTriton, type TritonServer } from './testing.ts';
import { certificate as ca, startGrpcsProxy, startHttpsProxy, type Proxy } from './tlsProxy.ts';
import { TritonRunner } from './tritonRunner.ts';

const TOKEN = 'a token of the tests';
const session = { modelPath: 'small', provider: 'triton', threads: 0 } as const;
const folder = temporaryFolder();
let server: TritonServer;
let proxies: Readonly<Record<'https' | 'grpcs', Proxy>>;

beforeAll(async () => {
  const repository = await folder.path('repository');
  await exportForTests(await modelOfShape([32, 32, 32]), repository);
  server = await startTriton({ repository, models: ['small'] });
  proxies = {
    https: await startHttpsProxy(server, TOKEN),
    grpcs: await startGrpcsProxy(server, TOKEN),
  };
});
afterAll(async () => {
  for (const proxy of Object.values(proxies)) proxy.close();
  await expectNoRegions(server).finally(() => server.kill());
});

describe.each(['https', 'grpcs'] as const)('%s', (scheme) => {
  test.each(['auto', 'off'] as const)('with its token (shared memory %s)', async (sharedMemory) => {
    const said: string[] = [];
    const access = { url: proxies[scheme].url, token: TOKEN, ca };
    const runner = new TritonRunner(access, { sharedMemory, onSend: (sentence) => said.push(sentence) });
    const { outputs } = await runner.run(session, probeFeeds());
    expect(outputs['logitDiff'].dims).toEqual([32, 32, 32]);
    expect(said).toHaveLength(1);
    await runner.close();
  });

  test.each([undefined, 'another'])('token "%s" is not let in', async (token) => {
    const access = { url: proxies[scheme].url, token, ca };
    const wanted = /wants another token .*--server-token-file, VOLSCOPE_SERVER_TOKEN/;
    expect(await testServer(access)).toMatchObject({
      ok: false,
      message: expect.stringMatching(wanted) as string,
    });
    const runner = new TritonRunner(access);
    await expect(runner.run(session, probeFeeds())).rejects.toMatchObject({
      kind: 'inference',
      message: expect.stringMatching(wanted) as string,
    });
    await runner.close();
  });

  test('a certificate that is not trusted', async () => {
    const { ok, message } = await testServer({ url: proxies[scheme].url, token: TOKEN });
    expect(ok).toBe(false);
    expect(message).toMatch(/can't be talked to .*certificate/);
  });
});
