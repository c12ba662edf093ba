import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EngineEvent } from '../contract/engine.ts';
import type { ModelTask } from '../contract/models.ts';
import { findModel, readCatalogue, readNetwork, type ModelFolders } from '../models/index.ts';
import { decodeModel, encodeModel } from '../onnx/index.ts';
import { fusedGraphPath } from '../pipeline/graphCache.ts';
import { builtPrograms } from '../models/testing/builtPrograms.ts';
import { fileServer, type FileServer } from '../models/testing/fileServer.ts';
import { ModelShelf } from './modelShelf.ts';

const checkpoint = 'fixtures/monai_tutorial_spleen_3dunet.pt';
const id = 'spleen-ct-segmentation';
const bundledId = 'spleen-monai-tutorial';

let work: string;
let folders: ModelFolders;
let server: FileServer;
let shelf: ModelShelf;
let events: EngineEvent[];
let inUse: string[];
let onEvent: () => void;

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'volscope-shelf-'));
  folders = { bundled: resolve('models'), home: join(work, 'home') };
  server = await fileServer(await readFile(checkpoint));
  [events, inUse, onEvent] = [[], [], () => undefined];
  shelf = startShelf();
  await writeSiteCatalogue();
});
afterEach(async () => {
  await server.close();
  await rm(work, { recursive: true });
});

function startShelf(importPrograms = builtPrograms): ModelShelf {
  return new ModelShelf({
    ...{ folders, importPrograms, cacheFolder: join(work, 'cache') },
    emit: (event) => {
      events.push(event);
      onEvent();
    },
    isInUse: (modelId) => inUse.includes(modelId),
    onListed: () => undefined,
  });
}

/** A catalogue of the site's own, whose one model this test's server has. */
async function writeSiteCatalogue(): Promise<void> {
  const [zoo] = await readCatalogue({ bundled: 'models' });
  const value = createHash('md5').update(server.content).digest('hex');
  const file = {
    ...{ url: server.url, name: 'model.pt', hash: { algorithm: 'md5', value } },
    bytes: server.content.length,
  };
  const network_def = { ...(zoo.manifest?.network_def as object), channels: [8, 16, 32, 32, 64] };
  const entry = { ...zoo, file, manifest: { ...zoo.manifest, network_def } };
  await mkdir(folders.home);
  await writeFile(join(folders.home, 'catalogue.json'), JSON.stringify({ format: 1, models: [entry] }));
}

function tasks(): readonly ModelTask[] {
  return events.findLast((event) => event.kind === 'imports')?.tasks ?? [];
}

/** A model with the bundled one's recipe and another network, in a folder. */
async function writeModel(folderName: string, name: string): Promise<string> {
  const folder = join(work, folderName);
  await mkdir(folder, { recursive: true });
  const bundled = await findModel(folders, bundledId);
  const manifest = { ...bundled.manifest, id: undefined, network: undefined, name };
  const network = decodeModel(await readNetwork(bundled));
  await writeFile(join(folder, 'model.onnx'), encodeModel({ ...network, name: folderName }));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

async function until<T>(look: () => T | undefined | false): Promise<T> {
  for (;;) {
    const found = look();
    if (found) return found;
    await new Promise<void>((told) => (onEvent = told));
  }
}

const ended = (name: string) =>
  until(() =>
    tasks().find((task) => task.name === name && ['done', 'failed', 'cancelled'].includes(task.state)),
  );
const models = () => events.findLast((event) => event.kind === 'models');
const installed = () => models()?.models.map((model) => model.id);
const refusal = () => events.findLast((event) => event.kind === 'modelRefused')?.message;

it('lists what is installed and what can be: a site catalogue hides the entry of its id', async () => {
  await shelf.handle({ kind: 'listModels' });
  expect(installed()).toEqual(['spleen-monai-tutorial']);
  expect(models()?.models[0]).toMatchObject({ origin: 'bundled', bytes: expect.any(Number) });
  expect(models()?.known).toMatchObject([{ id, host: new URL(server.url).host, installed: false }]);
});

it('says that a catalogue is broken, and lists the one that came with the program', async () => {
  await writeFile(join(folders.home, 'catalogue.json'), '{"format": 1, "models": [{}]}');
  await shelf.handle({ kind: 'listModels' });
  expect(refusal()).toContain('no valid catalogue');
  expect(models()?.known).toMatchObject([{ id, host: 'developer.download.nvidia.com' }]);
});

it('cancels a download, keeps what has arrived, goes on from there, and installs', async () => {
  server.stallAfter = 900_000;
  await shelf.handle({ kind: 'installModel', modelId: id });
  const { id: taskId, name } = await until(() => tasks().find(({ receivedBytes }) => receivedBytes > 0));
  await shelf.handle({ kind: 'cancelImport', taskId });
  expect(await ended(name)).toMatchObject({ state: 'cancelled', step: 'download' });
  const known = await until(() => models()?.known[0]);
  expect(known.partBytes).toBeGreaterThan(0);

  server.stallAfter = undefined;
  await shelf.handle({ kind: 'installModel', modelId: id });
  expect(await ended(name)).toMatchObject({
    state: 'done',
    outcome: { modelId: id, replaced: false, verified: true },
  });
  expect(server.ranges.at(-1)).toMatch(/^bytes=\d+-$/);
  await until(() => installed()?.includes(id));
  await shelf.handle({ kind: 'readCard', modelId: id, of: 'installed' });
  expect(events.at(-1)).toMatchObject({ kind: 'card', text: expect.stringContaining('Dice 0.961') });
});

it('imports one after the other, however many come at once, and none twice at a time', async () => {
  const names = ['a.pt', 'b.pt'];
  for (const name of names) await cp(checkpoint, join(work, name));
  names.forEach((name) => shelf.importPath(name, join(work, name)));
  shelf.importPath('again', join(work, 'a.pt'));
  expect(refusal()).toBe('a.pt is being imported already; wait until that has ended.');
  // Their processes start at once; whichever is ready first has the first turn. Both have the id of the bundled model.
  for (const _ of names) {
    const { id: taskId } = await until(() => tasks().find(({ state }) => state === 'asking'));
    await shelf.handle({ kind: 'answerImport', taskId, as: taskId.replace('.pt', '') });
  }
  const both = [await ended('a.pt'), await ended('b.pt')];
  expect(both.map(({ outcome }) => outcome?.modelId)).toEqual(['a', 'b']);
  for (const event of events) {
    if (event.kind !== 'imports') continue;
    const busy = event.tasks.filter(
      ({ state, step }) => state === 'asking' || (state === 'running' && step !== 'wait'),
    );
    expect(busy.length).toBeLessThanOrEqual(1);
  }
});

it('asks before a model gives way, which can be used until then', async () => {
  const folder = await writeModel('a', 'first');
  shelf.importPath('first', folder);
  expect(await ended('a')).toMatchObject({ state: 'done', outcome: { modelId: 'a', replaced: false } });
  const installed = () => readFile(join(folders.home, 'models', 'a', 'manifest.json'), 'utf8');

  await writeModel('a', 'second');
  shelf.importPath('second', folder);
  const asked = await until(() => tasks().find(({ state }) => state === 'asking'));
  expect(asked.question).toMatchObject({ modelId: 'a', name: 'first', bundled: false, freeId: 'a-2' });
  expect(await installed()).toContain('"first"');
  // Another id that is taken, or no id, is no answer; nor is a replacement while a job runs with it.
  const answer = (as: string | null) => shelf.handle({ kind: 'answerImport', taskId: 'second', as });
  await expect(answer('a')).rejects.toThrow('already');
  await expect(answer('../a')).rejects.toThrow("can't be a model's id");
  inUse = ['a'];
  await expect(answer(null)).rejects.toThrow('A job needs that model');
  inUse = [];
  await answer(null);
  expect(await ended('a')).toMatchObject({ state: 'done', outcome: { modelId: 'a', replaced: true } });
  expect(await installed()).toContain('"second"');

  await writeModel('a', 'third');
  shelf.importPath('third', folder);
  await until(() => tasks().find(({ state }) => state === 'asking'));
  await shelf.handle({ kind: 'cancelImport', taskId: 'third' });
  expect(await ended('a')).toMatchObject({ state: 'cancelled' });
  expect(await installed()).toContain('"second"');
  expect((await readdir(folders.home)).sort()).toEqual(['catalogue.json', 'models']);
});

it('outlives an import whose process dies, and leaves nothing of it', async () => {
  const importer = join(work, 'dies.mjs');
  await writeFile(importer, `process.on('message', () => process.kill(process.pid, 'SIGKILL'));`);
  await cp(checkpoint, join(work, 'a.pt'));
  startShelf({ ...builtPrograms, importer }).importPath('dies', join(work, 'a.pt'));
  expect(await until(() => tasks().find(({ state }) => state !== 'running'))).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('Nothing was installed'),
  });
  expect(await readdir(folders.home)).toEqual(['catalogue.json']);
});

it('outlives a network whose trial ends its process', async () => {
  const inference = join(work, 'dies.mjs');
  await writeFile(inference, `process.on('message', () => process.kill(process.pid, 'SIGSEGV'));`);
  startShelf({ ...builtPrograms, inference }).importPath('dies', await writeModel('a', 'a'));
  expect(await ended('a')).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('can not be run'),
  });
  expect(await readdir(folders.home)).toEqual(['catalogue.json']);
});

it('tells why a file is no model, and forgets that once it is dismissed', async () => {
  await writeFile(join(work, 'bad.zip'), 'no archive');
  shelf.importPath('bad', join(work, 'bad.zip'));
  expect(await ended('bad.zip')).toMatchObject({ state: 'failed', message: expect.stringMatching(/\.$/) });
  await shelf.handle({ kind: 'dismissImport', taskId: 'bad' });
  expect(tasks()).toEqual([]);
});

it('removes a model and its graphs, but none that a job needs or that came with the program', async () => {
  shelf.importPath('a', await writeModel('a', 'a'));
  const modelId = (await ended('a')).outcome?.modelId ?? '';
  const [cache, graphs] = [join(work, 'cache'), () => readdir(join(work, 'cache', 'graphs'))];
  for (const kept of [modelId, bundledId]) {
    const model = await findModel(folders, kept);
    await fusedGraphPath(model, 'int16', cache);
    await fusedGraphPath(model, 'float32', cache);
  }
  // One that another version of the program has made, and one that is being written.
  for (const name of ['0123.onnx', '.new.onnx']) await writeFile(join(cache, 'graphs', name), '');
  expect(await graphs()).toHaveLength(6);
  const remove = () => shelf.handle({ kind: 'removeModel', modelId });
  inUse.push(modelId);
  await expect(remove()).rejects.toThrow('A job needs that model');
  inUse = [];
  await remove();
  expect(await readdir(join(folders.home, 'models'))).toEqual([]);
  expect(await graphs()).toHaveLength(3);
  expect(await graphs()).toContain('.new.onnx');
  await expect(shelf.handle({ kind: 'removeModel', modelId: bundledId })).rejects.toThrow(
    "came with Volscope and can't be removed",
  );
});

it.each(['file:///etc/passwd', 'http://example.org/model.pt', 'ftp://example.org/model.pt'])(
  'fetches nothing from %s',
  async (url) => {
    await shelf.handle({ kind: 'importFromUrl', url });
    expect(await ended(url)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('by https only'),
    });
  },
);
