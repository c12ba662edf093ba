import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VolscopeError } from '../contract/errors.ts';
import { makeZip, type ZipFile } from '../onnx/testing/makeZip.ts';
import { ImportProcess, sourceOf } from './index.ts';
import { importModel } from './testing/importModel.ts';
import { builtPrograms } from './testing/builtPrograms.ts';

let work: string;
let good: Uint8Array;

beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'volscope-hostile-'));
  good = gunzipSync(await readFile('fixtures/networks/unet_residual_batch.pt.gz'));
});
afterEach(() => rm(work, { recursive: true }));

const config = {
  network_def: {
    _target_: 'UNet',
    spatial_dims: 3,
    in_channels: 1,
    out_channels: 3,
    channels: [2, 3, 4],
    strides: [2, 2],
    num_res_units: 2,
    norm: 'batch',
  },
  preprocessing: {
    _target_: 'Compose',
    transforms: [
      { _target_: 'LoadImaged', keys: 'image' },
      { _target_: 'Orientationd', keys: 'image', axcodes: 'RAS' },
      {
        _target_: 'ScaleIntensityRanged',
        keys: 'image',
        a_min: -57,
        a_max: 164,
        b_min: 0,
        b_max: 1,
        clip: true,
      },
    ],
  },
  inferer: { _target_: 'SlidingWindowInferer', roi_size: [32, 32, 32], overlap: 0.5 },
  postprocessing: {
    _target_: 'Compose',
    transforms: [
      { _target_: 'Activationsd', keys: 'pred', softmax: true },
      { _target_: 'Invertd', keys: 'pred', transform: '@preprocessing', orig_keys: 'image' },
      { _target_: 'AsDiscreted', keys: 'pred', argmax: true },
    ],
  },
};

/** A bundle's zip with these weights. */
function bundle(weights: Uint8Array, others: readonly ZipFile[] = []): Uint8Array {
  return makeZip([
    { path: 'net/configs/metadata.json', content: strToU8('{"version": "1.0.0", "name": "net"}') },
    { path: 'net/configs/inference.json', content: strToU8(JSON.stringify(config)) },
    { path: 'net/models/model.pt', content: weights },
    ...others,
  ]);
}

/** The good checkpoint with its pickle changed as text; names in it keep their length. */
function repickled(change: (pickle: string) => string): Uint8Array {
  const files = unzipSync(good);
  const path = Object.keys(files).find((each) => each.endsWith('data.pkl')) ?? '';
  files[path] = Buffer.from(change(Buffer.from(files[path]).toString('latin1')), 'latin1');
  return zipSync(files, { level: 0 });
}

async function refusal(bytes: Uint8Array, name = 'net.zip'): Promise<string> {
  const path = join(work, name);
  await writeFile(path, bytes);
  const folders = { bundled: 'models', home: join(work, 'home') };
  const ignore = () => undefined;
  const importer = new ImportProcess(builtPrograms, folders, { onStep: ignore, onReceived: ignore });
  importer.letOn();
  const error: unknown = await importer.run(sourceOf(path)).catch((thrown: unknown) => thrown);
  await importer.end();
  if (!(error instanceof VolscopeError && error.kind === 'model'))
    throw new Error('No refusal.', { cause: error });
  expect(error.message).not.toContain('\n');
  // Nothing but the file itself is there: nothing was unpacked, nothing executed, nothing installed.
  expect(await readdir(work)).toEqual(['home', name]);
  expect(await readdir(folders.home)).toEqual([]);
  await rm(path);
  return error.message;
}

describe('importing what is broken or made to harm', () => {
  it('works with the same files unharmed', async () => {
    await mkdir(join(work, 'home'));
    await writeFile(join(work, 'net.zip'), bundle(good));
    const { manifest } = await importModel(join(work, 'net.zip'), {
      bundled: 'models',
      home: join(work, 'home'),
    });
    expect(manifest.classes).toHaveLength(2);
  });

  it('never executes a pickle that calls os.system', async () => {
    const mark = join(work, 'executed');
    for (const module of ['os', 'posix', 'nt', 'subprocess']) {
      const pickle = `c${module}\nsystem\n(S'touch ${mark}'\ntR.`;
      const weights = makeZip([{ path: 'archive/data.pkl', content: strToU8(pickle) }]);
      expect(await refusal(bundle(weights))).toContain(`"${module}.system"`);
      expect(await refusal(weights, 'net.pt')).toContain(`"${module}.system"`);
    }
    expect(existsSync(mark)).toBe(false);
  });

  it('writes nothing outside of its folder for a zip that asks for it', async () => {
    const slip = { path: 'net/../../evil.sh', content: strToU8('echo') };
    expect(await refusal(bundle(good, [slip]))).toContain('outside of its folder');
  });

  it('stops at a zip bomb, in the bundle or in the checkpoint', async () => {
    const zeros = new Uint8Array(20_000_000);
    const bomb = { path: 'archive/data/0', content: zeros, deflate: true };
    const pickle = { path: 'archive/data.pkl', content: strToU8('.') };
    expect(await refusal(makeZip([pickle, { ...bomb, claims: { size: 100 } }]), 'net.pt')).toContain(
      'more than it says',
    );
    expect(await refusal(makeZip([pickle, { ...bomb, claims: { size: 0xf0000000 } }]), 'net.pt')).toContain(
      '2 GiB',
    );
    const inBundle = { ...bomb, path: 'net/LICENSE', claims: { size: 100 } };
    expect(await refusal(bundle(good, [inBundle]))).toContain('more than it says');
  });

  it('names a weight that is missing, or of another shape, or is not of the network', async () => {
    const first = 'model.0.conv.unit0.conv.weight';
    const renamed = repickled((pickle) => pickle.replace(first, first.replace('unit0', 'unitX')));
    expect(await refusal(bundle(renamed))).toContain(`lacks the weight "${first}"`);
    const other = makeZip(
      [
        ...Object.entries(unzipSync(gunzipSync(await readFile('fixtures/networks/unet_residual_one.pt.gz')))),
      ].map(([path, content]) => ({ path, content })),
    );
    expect(await refusal(bundle(other))).toMatch(
      /is 3 x 2 x 3 x 3 x 3 in the checkpoint, but the network needs 2 x 1/,
    );
  });

  it.each([0.02, 0.5, 0.9, 0.999])(
    'says that an archive cut off at %f of its length is damaged',
    async (part) => {
      const whole = bundle(good);
      expect(await refusal(whole.subarray(0, Math.floor(part * whole.length)))).toMatch(/cut off|damaged/);
      expect(await refusal(good.subarray(0, Math.floor(part * good.length)), 'net.pt')).toMatch(
        /cut off|damaged/,
      );
    },
  );
});
