import { fork } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ImportInput } from '../../contract/importer.ts';
import { importerRights } from './rights.ts';

let work: string;
let staging: string;
let probe: string;
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'volscope-rights-'));
  [staging, probe] = [join(work, 'staging'), join(work, 'probe.mjs')];
  for (const folder of ['staging', 'bundle/models', 'downloads', 'bundle, 2', 'secrets'])
    await mkdir(join(work, folder), { recursive: true });
  for (const file of ['bundle/models/a', 'bundle, 2/a', 'bundles', 'secrets/a', 'net.zip', 'manifest.json'])
    await writeFile(join(work, file), 'text');
  await writeFile(probe, program);
});
afterEach(() => rm(work, { recursive: true }));

/** Tries each thing that it is asked for, and tells the code of what came of it. */
const program = `
import { execFileSync, fork, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
const tries = {
  read: (path) => readFileSync(path),
  list: (path) => readdirSync(path),
  write: (path) => writeFileSync(path, 'written'),
  remove: (path) => rmSync(path),
  moveTo: (path) => { writeFileSync(process.argv[2] + '/moved', ''); renameSync(process.argv[2] + '/moved', path); },
  link: (path) => symlinkSync(path, process.argv[2] + '/link'),
  start: (path) => { const { error } = spawnSync(path); if (error) throw error; },
  execute: (path) => execFileSync(path),
  fork: (path) => fork(path),
  thread: (path) => new Worker(path),
  native: (path) => process.dlopen({ exports: {} }, path),
};
process.on('message', (asked) => process.send(asked.map(([what, path]) => {
  try { tries[what](path); return 'done'; } catch (error) { return error.code; }
})));
`;

/** What comes of each try in a process with an importer's rights. */
async function attempt(input: ImportInput, asked: readonly (readonly [string, string])[]): Promise<string[]> {
  const child = fork(probe, [staging], { execArgv: importerRights(probe, input, staging), stdio: 'ignore' });
  try {
    return await new Promise((resolve, reject) => {
      child.once('message', (codes) => resolve(codes as string[]));
      child.once('exit', (code) => reject(new Error(`The process ended with ${code}.`)));
      child.send(asked);
    });
  } finally {
    child.kill('SIGKILL');
  }
}

const folder = (name: string): ImportInput => ({ kind: 'path', path: join(work, name), names: [] });
const file = (name: string): ImportInput => ({ kind: 'path', path: join(work, name), names: null });

it('reads its input and itself, and nothing else', async () => {
  const paths = ['bundle/models/a', 'probe.mjs', 'bundles', 'secrets/a', 'net.zip', 'secrets', '/etc/passwd'];
  const reads = paths.map((path) => ['read', path.startsWith('/') ? path : join(work, path)] as const);
  const [models, self, ...others] = await attempt(folder('bundle'), reads);
  expect([models, self]).toEqual(['done', 'done']);
  expect(others).toEqual(others.map(() => 'ERR_ACCESS_DENIED'));
  expect(await attempt(folder('bundle'), [['list', join(work, 'bundle', 'models')]])).toEqual(['done']);
});

it('reads of a file what lies beside it under the names that belong to it', async () => {
  const names = ['net.zip', 'manifest.json', 'bundles', 'bundle/models/a'];
  const codes = await attempt(
    file('net.zip'),
    names.map((name) => ['read', join(work, name)]),
  );
  expect(codes).toEqual(['done', 'done', 'ERR_ACCESS_DENIED', 'ERR_ACCESS_DENIED']);
  // The manifest itself may be what somebody drops.
  expect(await attempt(file('manifest.json'), [['read', join(work, 'manifest.json')]])).toEqual(['done']);
});

it('writes into its staging folder, and to nothing else: not by moving, removing or links either', async () => {
  const elsewhere = [
    ['write', join(work, 'elsewhere')],
    ['write', probe],
    ['write', join(work, 'bundle', 'models', 'a')],
    ['remove', join(work, 'bundle', 'models', 'a')],
    ['moveTo', join(work, 'elsewhere')],
    ['link', join(work, 'secrets')],
    ['write', join(staging, '..', 'elsewhere')],
  ] as const;
  const codes = await attempt(folder('bundle'), [['write', join(staging, 'model.onnx')], ...elsewhere]);
  expect(codes[0]).toBe('done');
  expect(codes.slice(1)).toEqual(elsewhere.map(() => 'ERR_ACCESS_DENIED'));
  expect(await readdir(join(work, 'bundle', 'models'))).toEqual(['a']);
  expect(await readdir(work)).not.toContain('elsewhere');
});

it('writes to its own download alone', async () => {
  const target = join(work, 'downloads', '0123-model.zip');
  const others = ['4567-model.zip', '0122-model.zip'].map((name) => join(work, 'downloads', name));
  const codes = await attempt({ kind: 'url', url: 'https://example.org', target }, [
    ['write', target],
    ['write', `${target}.part`],
    ['read', `${target}.part`],
    ...others.map((path) => ['write', path] as const),
  ]);
  expect(codes).toEqual(['done', 'done', 'done', 'ERR_ACCESS_DENIED', 'ERR_ACCESS_DENIED']);
});

it('starts no process and no thread, and loads no native code', async () => {
  const codes = await attempt(folder('bundle'), [
    ['start', process.execPath],
    ['execute', process.execPath],
    ['fork', probe],
    ['thread', probe],
    ['native', join(staging, 'a.node')],
  ]);
  const denied = 'ERR_ACCESS_DENIED';
  expect(codes).toEqual([denied, denied, denied, denied, 'ERR_DLOPEN_DISABLED']);
});

it('holds for paths with a comma, which divides paths in Node 20', async () => {
  const codes = await attempt(folder('bundle, 2'), [
    ['read', join(work, 'bundle, 2', 'a')],
    ['read', join(work, 'secrets', 'a')],
  ]);
  expect(codes).toEqual(['done', 'ERR_ACCESS_DENIED']);
});
