import { createCipheriv, createDecipheriv } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HostRequest } from '../main/contract/host.ts';
import { ServerAccounts } from './serverAccounts.ts';
import { ServerTokens, type Vault } from './serverTokens.ts';
import { SettingsStore } from './settings.ts';

const SECRET = 'a secret of the tests';
const url = 'https://gpu.example.org';

/** A keychain of one key. */
function vaultWith(key: string, available = true): Vault {
  const [bytes, iv] = [Buffer.from(key.padEnd(32)), Buffer.alloc(16)];
  const through = (cipher: ReturnType<typeof createCipheriv>, data: Buffer) =>
    Buffer.concat([cipher.update(data), cipher.final()]);
  return {
    isAvailable: () => available,
    encrypt: (text) => through(createCipheriv('aes-256-cbc', bytes, iv), Buffer.from(text)),
    decrypt: (data) => through(createDecipheriv('aes-256-cbc', bytes, iv), data).toString(),
  };
}

let home: string;
beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'volscope-accounts-'))));
afterEach(() => rmSync(home, { recursive: true }));

/** All servers, where the draft could be kept. */
function saved(accounts: ServerAccounts, draft: Parameters<ServerAccounts['save']>[0]) {
  const answer = accounts.save(draft);
  return answer.state === 'saved' ? answer.servers : [];
}

function start(vault = vaultWith('mine')) {
  const told: Extract<HostRequest, { kind: 'servers' }>[] = [];
  const accounts = new ServerAccounts(
    new SettingsStore(join(home, 'settings.json')),
    new ServerTokens(join(home, 'server-tokens.json'), vault),
    (request) => request.kind === 'servers' && told.push(request),
  );
  return { accounts, last: () => told.at(-1)?.servers ?? [] };
}

const filesOf = () =>
  ['settings.json', 'server-tokens.json']
    .map((name) => join(home, name))
    .filter(existsSync)
    .map((path) => readFileSync(path, 'utf8'))
    .join();

test('a token is kept encrypted, told to the engine, and never to the window', () => {
  const summaries = saved(start().accounts, { name: 'GPU', url, token: SECRET });
  expect(summaries).toEqual([{ name: 'GPU', url, agreed: false, token: 'kept' }]);
  expect(filesOf()).not.toContain(SECRET);

  const again = start();
  again.accounts.tellEngine();
  expect(again.last()).toEqual([{ name: 'GPU', url, agreed: false, token: SECRET }]);
  expect(JSON.stringify(again.accounts.list())).not.toContain(SECRET);
});

test('without a keychain a token lives as long as the app, and no file has it', () => {
  const { accounts, last } = start(vaultWith('mine', false));
  expect(saved(accounts, { name: 'GPU', url, token: SECRET })[0]?.token).toBe('untilClosed');
  expect(last()[0]?.token).toBe(SECRET);
  expect(filesOf()).not.toContain(SECRET);
  expect(existsSync(join(home, 'server-tokens.json'))).toBe(false);
  expect(start(vaultWith('mine', false)).accounts.list()[0]?.token).toBe('none');
});

test('tokens of another key are gone, and the server is still there', () => {
  start().accounts.save({ name: 'GPU', url, token: SECRET });
  expect(start(vaultWith('of another user')).accounts.list()).toEqual([
    { name: 'GPU', url, agreed: false, token: 'none' },
  ]);
});

test('a server that is edited keeps token and agreement, unless it is at another address then', () => {
  const { accounts, last } = start();
  accounts.save({ name: 'GPU', url, token: SECRET });
  accounts.agree('GPU');
  expect(saved(accounts, { name: 'Box', url, replaces: 'GPU' })).toEqual([
    { name: 'Box', url, agreed: true, token: 'kept' },
  ]);
  const elsewhere = 'https://elsewhere.example.org';
  expect(saved(accounts, { name: 'Box', url: elsewhere, replaces: 'Box' })).toEqual([
    { name: 'Box', url: elsewhere, agreed: false, token: 'none' },
  ]);
  expect(last()).toEqual([{ name: 'Box', url: elsewhere, agreed: false, token: undefined }]);
  accounts.save({ name: 'Box', url: elsewhere, token: SECRET, replaces: 'Box' });
  expect(saved(accounts, { name: 'Box', url: elsewhere, token: '', replaces: 'Box' })[0]?.token).toBe('none');
  expect(existsSync(join(home, 'server-tokens.json'))).toBe(false);
});

test('two servers have two names; the one that is chosen is followed when it is renamed or removed', () => {
  const settings = new SettingsStore(join(home, 'settings.json'));
  const tokens = new ServerTokens(join(home, 'server-tokens.json'), vaultWith('mine'));
  const accounts = new ServerAccounts(settings, tokens, () => undefined);
  accounts.save({ name: 'GPU', url });
  expect(accounts.save({ name: 'GPU', url: 'https://other' })).toEqual({ state: 'nameTaken' });
  settings.update({ serverName: 'GPU' });
  accounts.save({ name: 'Box', url, replaces: 'GPU' });
  expect(settings.current.serverName).toBe('Box');
  expect(accounts.remove('Box')).toEqual([]);
  expect(settings.current.serverName).toBe(null);
});

const inTls = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url)), 'utf8');

test("an authority's certificates are kept with the server, nothing else of their file is, and the engine gets them", () => {
  const { accounts, last } = start();
  const certificate = inTls('authority.crt');
  const [kept] = saved(accounts, {
    name: 'GPU',
    url,
    authority: `A note\n${inTls('hospital.key')}${certificate}`,
  });
  const authority = {
    pem: certificate,
    subject: 'CN=Hospital CA of the tests, O=Hospital of the tests',
    validUntil: Date.UTC(2120, 0, 1),
  };
  expect(kept?.authority).toEqual(authority);
  expect(last()[0]?.authority).toEqual(authority);
  expect(filesOf()).not.toContain('PRIVATE KEY');

  // It belongs to who runs the server, not to an address as a token does.
  const moved = { name: 'GPU', url: 'https://elsewhere.example.org', replaces: 'GPU' };
  expect(saved(accounts, moved)[0]?.authority).toEqual(authority);
  expect(saved(accounts, { ...moved, authority: '' })[0]?.authority).toBeUndefined();
});

test.each([
  ['nothing', 'no certificate'],
  ['a key', inTls('hospital.key')],
  ['a damaged certificate', inTls('authority.crt').replace('MII', 'AAA')],
])('an authority with %s for a certificate is refused', (_what, authority) => {
  expect(start().accounts.save({ name: 'GPU', url, authority })).toEqual({ state: 'noCertificate' });
});
