import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { probeFeeds } from '../../pipeline/probe.ts';
import { exportForTests, modelOfShape } from '../../triton/testing.ts';
import { temporaryFolder } from '../../volume/testing.ts';
import { testServer } from './testServer.ts';
import { expectNoRegions } from './expectNoRegions.ts';
import { startTriton, type TritonServer } from './testing.ts';
import {
  expiredAuthority,
  ofHospital,
  ofHospitalOnce,
  selfSigned,
  startGrpcsProxy,
  startHttpsProxy,
  type Identity,
  type Proxy,
} from './tlsProxy.ts';
import { TritonRunner } from './tritonRunner.ts';

const TOKEN = 'a token of the tests';
const start = { https: startHttpsProxy, grpcs: startGrpcsProxy } as const;
const ca = selfSigned.authority;
const session = { modelPath: 'small', provider: 'triton', threads: 0 } as const;
const folder = temporaryFolder();
let server: TritonServer;
let proxies: Readonly<Record<'https' | 'grpcs', Proxy>>;

beforeAll(async () => {
  const repository = await folder.path('repository');
  await exportForTests(await modelOfShape([32, 32, 32]), repository);
  server = await startTriton({ repository, models: ['small'] });
  proxies = {
    https: await start.https(server, TOKEN),
    grpcs: await start.grpcs(server, TOKEN),
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
    const runner = new TritonRunner(access, {
      sharedMemory,
      onSend: (sentence) => said.push(String(sentence)),
    });
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

  /** What a test of a proxy with another certificate says. */
  async function saidOf(identity: Identity, trusted?: Buffer): Promise<string> {
    const proxy = await start[scheme](server, TOKEN, identity);
    const { ok, message } = await testServer({ url: proxy.url, token: TOKEN, ca: trusted });
    proxy.close();
    expect(ok).toBe(message === '');
    return message;
  }

  test("a hospital's own authority is trusted where its certificate is given, and the model runs", async () => {
    const proxy = await start[scheme](server, TOKEN, ofHospital);
    const runner = new TritonRunner({ url: proxy.url, token: TOKEN, ca: ofHospital.authority });
    const { outputs } = await runner.run(session, probeFeeds());
    expect(outputs['logitDiff'].dims).toEqual([32, 32, 32]);
    await runner.close();
    proxy.close();
  });

  test('an authority that is not known: which certificate is wanted is said', async () => {
    const wanted =
      /^The server at \S+ shows a certificate of an authority that is not known here \(.+\); choose the authority's certificate in the server's settings, or give it by --server-ca\.$/;
    expect(await saidOf(ofHospital)).toMatch(wanted);
    expect(await saidOf(selfSigned)).toMatch(wanted);
    expect(await saidOf(ofHospital, selfSigned.authority)).toMatch(wanted);
  });

  test('a certificate that has expired', async () => {
    expect(await saidOf(ofHospitalOnce, ofHospital.authority)).toMatch(
      /shows, or its authority's, has expired; have it renewed/,
    );
  });

  test.each([
    [
      'of an authority that has expired',
      expiredAuthority,
      /^The certificate of the authority ".*Hospital CA.*" expired on 2021-01-01; ask for/,
    ],
    [
      'that is none',
      Buffer.from('no certificate'),
      /is none in PEM; choose the certificate of the authority/,
    ],
    [
      'that is damaged',
      Buffer.from(ofHospital.authority.toString().replace('MII', 'AAA')),
      /is none in PEM; choose/,
    ],
    ['of a key', ofHospital.key, /is none in PEM; choose/],
  ])('a certificate %s is not taken for one to trust', async (_what, trusted, message) => {
    expect(await saidOf(ofHospital, trusted)).toMatch(message);
  });
});
