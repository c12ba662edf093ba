import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VolscopeError } from '../contract/errors.ts';
import { findModel, listModels, readNetwork, removeModel, type ModelFolders } from './index.ts';
import { importModel } from './testing/importModel.ts';

const checkpoint = 'fixtures/monai_tutorial_spleen_3dunet.pt';
const id = 'spleen-monai-tutorial';
let folders: ModelFolders;

beforeEach(async () => {
  folders = { bundled: 'models', home: await mkdtemp(join(tmpdir(), 'volscope-models-')) };
});
afterEach(() => rm(folders.home, { recursive: true }));

async function failure(work: Promise<unknown>): Promise<VolscopeError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof VolscopeError) return error;
  throw new Error('No VolscopeError was thrown.', { cause: error });
}

describe('the bundled model', () => {
  it('is listed, and its network is the one that the manifest tells of', async () => {
    const [model] = await listModels(folders);
    expect(model).toMatchObject({ origin: 'bundled', manifest: { id, licence: 'Apache-2.0' } });
    expect((await readNetwork(model!)).byteLength).toBeLessThan(2.1e6);
  });

  it("can't be removed", async () => {
    expect((await failure(removeModel(folders, id))).message).toContain('came with Volscope');
  });
});

describe('importModel', () => {
  it('makes of the checkpoint the very files that are bundled', async () => {
    const { folder } = await importModel(checkpoint, folders);
    for (const name of ['model.onnx', 'manifest.json', 'card.md']) {
      const bundled = await readFile(join('models', id, name));
      expect(bundled.equals(await readFile(join(folder, name))), name).toBe(true);
    }
    expect(await readdir(join(folders.home, 'models'))).toEqual([id]);
  });

  it('installs under another id, again, from a folder, and removes', async () => {
    await importModel(checkpoint, folders, 'mine');
    await importModel(checkpoint, folders, 'mine');
    await importModel(join('models', id), folders, 'copy');
    expect((await listModels(folders)).map(({ manifest }) => manifest.id)).toEqual(['copy', 'mine', id]);
    expect((await findModel(folders, 'mine')).origin).toBe('imported');
    await removeModel(folders, 'mine');
    expect((await failure(findModel(folders, 'mine'))).message).toContain(`copy, ${id}`);
  });

  it.each([
    ['no-such-file.pt', undefined, "can't be read"],
    ['README.md', undefined, 'not a PyTorch archive'],
    ['fixtures', undefined, 'manifest'],
    [checkpoint, '../outside', 'id'],
  ])('refuses %s as %s', async (path, as, reason) => {
    const file = path === 'README.md' ? join(folders.home, path) : path;
    if (file !== path) await writeFile(file, '# no network');
    const error = await failure(importModel(file, folders, as));
    expect(error.kind).toBe('model');
    expect(error.message).toContain(reason);
    expect(await listModels(folders)).toHaveLength(1);
  });

  it('refuses a network whose recipe is not known', async () => {
    const error = await failure(importModel(checkpoint, { ...folders, bundled: folders.home }));
    expect(error.message).toContain('not known');
  });

  it('says so if the place can not be written', async () => {
    await writeFile(join(folders.home, 'models'), 'a file where the folder should be');
    expect((await failure(importModel(checkpoint, folders))).kind).toBe('output');
  });
});

describe('a damaged model', () => {
  it('is named: a changed network, a manifest that is not valid', async () => {
    const model = await importModel(checkpoint, folders, 'mine');
    await writeFile(join(model.folder, 'model.onnx'), 'changed');
    expect((await failure(readNetwork(model))).message).toContain('changed or damaged');
    await writeFile(join(model.folder, 'manifest.json'), '{"format": 2}');
    expect((await failure(findModel(folders, 'mine'))).message).toContain('not valid');
    expect(await listModels(folders)).toHaveLength(1);
  });
});
