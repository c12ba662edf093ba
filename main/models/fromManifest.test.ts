import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VolscopeError } from '../contract/errors.ts';
import { makeZip } from '../onnx/testing/makeZip.ts';
import { readNetwork, type ModelFolders } from './index.ts';
import { importModel } from './testing/importModel.ts';

const bundled = 'models/spleen-monai-tutorial';
let folders: ModelFolders;
let work: string;

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'volscope-manifest-'));
  folders = { bundled: 'models', home: join(work, 'home') };
});
afterEach(() => rm(work, { recursive: true }));

/** The bundled model's manifest as someone would write it by hand, with changes. */
async function manifest(changes: object = {}): Promise<string> {
  const whole = JSON.parse(await readFile(join(bundled, 'manifest.json'), 'utf8')) as Record<string, unknown>;
  const { id: _, source: __, network: ___, format: ____, ...rest } = whole;
  return JSON.stringify({ ...rest, ...changes });
}

async function failure(path: string): Promise<string> {
  const error: unknown = await importModel(path, folders).catch((thrown: unknown) => thrown);
  if (!(error instanceof VolscopeError && error.kind === 'model'))
    throw new Error('No refusal.', { cause: error });
  expect(await readdir(folders.home).catch(() => [])).toEqual([]);
  return error.message;
}

describe('a network with a manifest beside it', () => {
  it('is installed from an ONNX file, which tells its hash, and gets its id from its name', async () => {
    await cp(join(bundled, 'model.onnx'), join(work, 'My spleen.onnx'));
    await writeFile(join(work, 'manifest.json'), await manifest());
    const model = await importModel(join(work, 'My spleen.onnx'), folders);
    expect(model.manifest).toMatchObject({ id: 'my-spleen', source: { file: 'My spleen.onnx' } });
    const network = await readFile(join(bundled, 'model.onnx'));
    expect(network.equals(await readNetwork(model))).toBe(true);
  });

  it('is installed from a zip of both, at its top or within a folder', async () => {
    const network = await readFile(join(bundled, 'model.onnx'));
    for (const folder of ['', 'spleen/']) {
      const files = [
        { path: `${folder}manifest.json`, content: Buffer.from(await manifest()) },
        { path: `${folder}model.onnx`, content: network, deflate: true },
      ];
      await writeFile(join(work, 'packed.zip'), makeZip(files));
      expect((await importModel(join(work, 'packed.zip'), folders)).manifest.id).toBe('packed');
    }
  });

  it('is built from a checkpoint where the manifest has the network_def', async () => {
    const goldens = JSON.parse(await readFile('fixtures/networks/goldens.json', 'utf8')) as {
      cases: { name: string; network_def: object }[];
    };
    const name = 'unet_residual_batch';
    const def = goldens.cases.find((each) => each.name === name)?.network_def;
    const checkpoint = join(work, 'model.pt');
    await writeFile(checkpoint, gunzipSync(await readFile(`fixtures/networks/${name}.pt.gz`)));
    expect(await failure(checkpoint)).toMatch(
      /MONAI UNet \(channels 2, 3, 4; 3 out\), but its strides can't be read/,
    );
    const { recipe } = JSON.parse(await manifest()) as { recipe: object };
    const classes = [1, 2].map((value) => ({ value, name: `class ${value}`, colour: '#112233' }));
    const changes = { recipe: { ...recipe, channels: 3 }, classes };
    await writeFile(join(work, 'manifest.json'), await manifest(changes));
    expect(await failure(checkpoint)).toContain('"network_def"');
    await writeFile(join(work, 'manifest.json'), await manifest({ ...changes, network_def: def }));
    expect((await importModel(checkpoint, folders, 'built')).manifest.recipe.channels).toBe(3);
  });

  it('is refused where it is another network than the manifest tells of, or does not run', async () => {
    await cp(join(bundled, 'model.onnx'), join(work, 'model.onnx'));
    expect(await failure(join(work, 'model.onnx'))).toContain('manifest.json');
    await writeFile(join(work, 'manifest.json'), await manifest({ network: { sha256: '00' } }));
    expect(await failure(work)).toContain('changed or damaged');
    await writeFile(join(work, 'manifest.json'), '{}');
    expect(await failure(work)).toContain('not valid (name)');
    const { recipe } = JSON.parse(await manifest()) as { recipe: object };
    await writeFile(join(work, 'manifest.json'), await manifest({ recipe: { ...recipe, channels: 4 } }));
    expect(await failure(work)).toContain('4 values a voxel were expected');
    await writeFile(join(work, 'model.pt'), 'another network');
    await rm(join(work, 'model.onnx'));
    await writeFile(join(work, 'other.pt'), 'another network');
    expect(await failure(work)).toContain('several networks');
  });
});
