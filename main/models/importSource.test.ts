import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogueSchema, type CatalogueEntry } from '../contract/catalogue.ts';
import { VolscopeError } from '../contract/errors.ts';
import { makeZip } from '../onnx/testing/makeZip.ts';
import { modelBytes, readCatalogue, type ModelFolders } from './index.ts';
import { importModel } from './testing/importModel.ts';
import { fileServer, type FileServer } from './testing/fileServer.ts';

const bundled = 'models/spleen-monai-tutorial';
const checkpoint = 'fixtures/monai_tutorial_spleen_3dunet.pt';
let server: FileServer;
let folders: ModelFolders;
let work: string;

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'volscope-url-'));
  folders = { bundled: join(work, 'bundled'), home: join(work, 'home') };
  server = await fileServer(await readFile(checkpoint));
});
afterEach(async () => {
  await server.close();
  await rm(work, { recursive: true });
});

async function failure(url = server.url): Promise<string> {
  const error: unknown = await importModel(url, folders).catch((thrown: unknown) => thrown);
  if (error instanceof VolscopeError && error.kind === 'model') return error.message;
  throw new Error('No refusal.', { cause: error });
}

/** A catalogue with one model, whose weights this test's server has. */
async function writeCatalogue(changes: Partial<CatalogueEntry['file']> = {}): Promise<void> {
  const [zoo] = await readCatalogue({ bundled: 'models' });
  const value = createHash('md5').update(server.content).digest('hex');
  const file = { url: server.url, name: 'model.pt', hash: { algorithm: 'md5', value }, ...changes };
  const network_def = {
    ...(zoo.manifest?.network_def as object),
    channels: [8, 16, 32, 32, 64],
  };
  const entry = { ...zoo, file, manifest: { ...zoo.manifest, network_def } };
  await mkdir(folders.bundled);
  await writeFile(join(folders.bundled, 'catalogue.json'), JSON.stringify({ format: 1, models: [entry] }));
}

describe('a model from a web address', () => {
  it('installs a model of the catalogue by its address: weights with the recipe that is known for them', async () => {
    await writeCatalogue({ bytes: server.content.length });
    const model = await importModel(server.url, folders);
    expect(model.manifest).toMatchObject({
      id: 'spleen-ct-segmentation',
      version: '0.5.9',
      source: { url: server.url },
    });
    expect(await readFile(join(model.folder, 'card.md'), 'utf8')).toContain('Dice 0.961 (9 validation scans');
    expect(await modelBytes(model)).toBeGreaterThan(1.9e6);
    expect(await readdir(join(folders.home, 'downloads'))).toEqual([]);
  });

  it('refuses other bytes than the catalogue promises, and leaves nothing', async () => {
    await writeCatalogue({ hash: { algorithm: 'md5', value: '0'.repeat(32) } });
    expect(await failure()).toContain('another file than the one that was expected');
    expect(await readdir(join(folders.home, 'downloads'))).toEqual([]);
    expect(existsSync(join(folders.home, 'models'))).toBe(false);
  });

  it('installs an archive whatever its address is called, and goes on with a download that broke off', async () => {
    server.content = Buffer.from(
      makeZip([
        { path: 'a/manifest.json', content: await readFile(join(bundled, 'manifest.json')) },
        { path: 'a/model.onnx', content: await readFile(join(bundled, 'model.onnx')) },
      ]),
    );
    server.breakAfter = 900_000;
    const { manifest } = await importModel(`${server.url}?download=1`, folders, 'mine');
    expect(manifest.id).toBe('mine');
    expect(server.ranges.length).toBeGreaterThan(1);
  });

  it('deletes a file that is no model', async () => {
    server.content = Buffer.from('<html>not found</html>');
    expect(await failure()).toContain('not a PyTorch archive');
    expect(await readdir(join(folders.home, 'downloads'))).toEqual([]);
  });
});

describe('models/catalogue.json', () => {
  it('is valid, and every address is https', async () => {
    const { models } = catalogueSchema.parse(JSON.parse(await readFile('models/catalogue.json', 'utf8')));
    expect(models.map(({ id }) => id)).toContain('spleen-ct-segmentation');
    for (const { file } of models) expect(file.url).toMatch(/^https:/);
  });

  const bundle = join('..', 'shared', 'models', 'bundle_random');
  it.skipIf(!existsSync(bundle))('has the recipe that an import of the zoo bundle gives', async () => {
    const [zoo] = await readCatalogue({ bundled: 'models' });
    const { manifest } = await importModel(bundle, folders);
    expect(zoo.manifest?.recipe).toEqual(manifest.recipe);
  });
});
