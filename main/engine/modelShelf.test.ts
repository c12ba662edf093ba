import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EngineEvent } from '../contract/engine.ts';
import type { HostEvent } from '../contract/host.ts';
import type { ImporterRequest } from '../contract/importer.ts';
import type { ModelTask } from '../contract/models.ts';
import { forkChannel } from '../inference/childProcess.ts';
import { readCatalogue, type ModelFolders } from '../models/index.ts';
import { fileServer, type FileServer } from '../models/testing/fileServer.ts';
import { ModelShelf } from './modelShelf.ts';

const checkpoint = 'fixtures/monai_tutorial_spleen_3dunet.pt';
const id = 'spleen-ct-segmentation';

let work: string;
let folders: ModelFolders;
let server: FileServer;
let shelf: ModelShelf;
let events: EngineEvent[];
let inUse: string[];
let ends: Map<string, () => void>;
let onEvent: () => void;

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'volscope-shelf-'));
  folders = { bundled: resolve('models'), home: join(work, 'home') };
  server = await fileServer(await readFile(checkpoint));
  [events, inUse, ends, onEvent] = [[], [], new Map(), () => undefined];
  shelf = new ModelShelf({
    folders,
    tellHost: host,
    emit: (event) => {
      events.push(event);
      onEvent();
    },
    isInUse: (modelId) => inUse.includes(modelId),
    onListed: () => undefined,
  });
  await writeSiteCatalogue();
});
afterEach(async () => {
  for (const end of ends.values()) end();
  await server.close();
  await rm(work, { recursive: true });
});

/** Real processes, as the shell starts and ends them. */
function host(event: HostEvent): void {
  if (event.kind === 'endImporter') ends.get(event.taskId)?.();
  if (event.kind !== 'startImporter') return;
  const { taskId } = event;
  const env = { ...process.env, VOLSCOPE_HOME: folders.home, VOLSCOPE_MODELS: folders.bundled };
  const entry = resolve('dist/main/importer.mjs');
  const { channel, end } = forkChannel<ImporterRequest>(entry, env, () => shelf.importerDied(taskId));
  ends.set(taskId, end);
  shelf.attachImporter(taskId, channel);
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

async function until<T>(look: () => T | undefined | false): Promise<T> {
  for (;;) {
    const found = look();
    if (found) return found;
    await new Promise<void>((told) => (onEvent = told));
  }
}

const ended = (name: string) =>
  until(() => tasks().find((task) => task.name === name && !['running', 'cancelling'].includes(task.state)));
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
  const paths = [join(work, 'a.pt'), join(work, 'b.pt')];
  for (const path of paths) await cp(checkpoint, path);
  paths.forEach((path, n) => shelf.importPath(`${n}`, path));
  shelf.importPath('again', paths[0]);
  expect(refusal()).toBe('a.pt is being imported already; wait until that has ended.');
  const both = [await ended('a.pt'), await ended('b.pt')];
  expect(both.map(({ state }) => state)).toEqual(['done', 'done']);
  // Their processes start at once; whichever is ready first has the first turn, and the other finds its model there.
  expect(both.map(({ outcome }) => outcome?.replaced).sort()).toEqual([false, true]);
  for (const event of events) {
    if (event.kind !== 'imports') continue;
    const busy = event.tasks.filter(({ state, step }) => state === 'running' && step !== 'wait');
    expect(busy.length).toBeLessThanOrEqual(1);
  }
});

it('outlives an import whose process dies, and leaves nothing of it', async () => {
  await cp(checkpoint, join(work, 'a.pt'));
  shelf.importPath('dies', join(work, 'a.pt'));
  await until(() => tasks().find(({ step }) => step === 'build'));
  ends.get('dies')?.();
  expect(await ended('a.pt')).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('Nothing was installed'),
  });
  expect(existsSync(join(folders.home, 'models'))).toBe(false);
  // The turn has passed to the next one.
  await cp(checkpoint, join(work, 'b.pt'));
  shelf.importPath('next', join(work, 'b.pt'));
  expect(await ended('b.pt')).toMatchObject({ state: 'done' });
});

it('tells why a file is no model, and forgets that once it is dismissed', async () => {
  await writeFile(join(work, 'bad.zip'), 'no archive');
  shelf.importPath('bad', join(work, 'bad.zip'));
  expect(await ended('bad.zip')).toMatchObject({ state: 'failed', message: expect.stringMatching(/\.$/) });
  await shelf.handle({ kind: 'dismissImport', taskId: 'bad' });
  expect(tasks()).toEqual([]);
});

it('removes a model, but none that a job needs or that came with the program', async () => {
  await cp(checkpoint, join(work, 'a.pt'));
  shelf.importPath('a', join(work, 'a.pt'));
  const modelId = (await ended('a.pt')).outcome?.modelId ?? '';
  const remove = () => shelf.handle({ kind: 'removeModel', modelId });
  inUse.push(modelId);
  await expect(remove()).rejects.toThrow('A job needs that model');
  inUse = [];
  await remove();
  expect(await readdir(join(folders.home, 'models'))).toEqual([]);
  await expect(remove()).rejects.toThrow("came with Volscope and can't be removed");
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
