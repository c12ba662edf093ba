import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { VolscopeError } from '../../contract/errors.ts';
import { importModel } from '../testing/importModel.ts';
import { findModel, type ModelFolders } from '../registry.ts';
import type { BundleFiles } from './bundleFiles.ts';
import { bundleOf, importHere, readCase } from './testing.ts';

const golden = readCase('zoo-oblique');
type Transform = Record<string, unknown>;

async function messageOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof VolscopeError && error.kind === 'model') return error.message;
  throw new Error('No VolscopeError("model") was thrown.', { cause: error });
}

/** The case's configuration with some of it replaced; transforms by their place. */
function changed(change: {
  pre?: (steps: Transform[]) => Transform[];
  post?: (steps: Transform[]) => Transform[];
  more?: Record<string, unknown>;
}): unknown {
  const config = structuredClone(golden.config) as Record<string, { transforms: Transform[] }>;
  const { preprocessing, postprocessing } = config;
  preprocessing.transforms = change.pre?.(preprocessing.transforms) ?? preprocessing.transforms;
  postprocessing.transforms = change.post?.(postprocessing.transforms) ?? postprocessing.transforms;
  return { ...config, ...change.more };
}

const add = (step: Transform) => (steps: Transform[]) => [...steps, { keys: 'image', ...step }];
const addPost = (step: Transform) => (steps: Transform[]) => [...steps, { keys: 'pred', ...step }];
const withArgument = (at: number, more: Transform) => (steps: Transform[]) =>
  steps.map((step, n) => (n === at ? { ...step, ...more } : step));

describe('what a bundle asks for and can not be honoured stops the import and is named', () => {
  it.each<[string, unknown, string[]]>([
    ['a transform', changed({ pre: add({ _target_: 'HistogramNormalized' }) }), ['HistogramNormalized']],
    ['an argument', changed({ pre: withArgument(3, { diagonal: true }) }), ['Spacingd', 'diagonal: true']],
    [
      'an unknown argument',
      changed({ pre: withArgument(4, { gamma: 2 }) }),
      ['ScaleIntensityRanged', 'gamma: 2'],
    ],
    ['an expression', changed({ pre: withArgument(4, { a_min: '$min(1, 2)' }) }), ['$min(1, 2)']],
    ['a macro', changed({ more: { inferer: '%other.json#inferer' } }), ['%other.json#inferer', 'macro']],
    ['a missing reference', changed({ more: { window: '@nowhere' } }), ['@nowhere']],
    ['a circle', changed({ more: { window: '@half', half: '@window' } }), ['circle']],
    [
      'a lambda',
      changed({ pre: add({ _target_: 'CropForegroundd', select_fn: '$lambda x: x.mean()' }) }),
      ['select_fn'],
    ],
    [
      'a whole-number type',
      changed({ pre: add({ _target_: 'CastToTyped', dtype: '$torch.int16' }) }),
      ['CastToTyped', 'int16'],
    ],
    [
      'an inferer',
      changed({ more: { inferer: { _target_: 'SliceInferer', roi_size: 2 } } }),
      ['SliceInferer'],
    ],
    [
      'a window that the network can not halve',
      changed({ more: { window: [30, 32, 32] } }),
      ['multiples of 4', '30'],
    ],
    ['a network', changed({ more: { network_def: { _target_: 'SwinUNETR' } } }), ['SwinUNETR', 'UNet']],
    ['no labels', changed({ post: (steps) => steps.slice(0, 2) }), ['AsDiscreted']],
    [
      'overlapping classes',
      changed({ post: (s) => [...s.slice(0, 2), { _target_: 'AsDiscreted', keys: 'pred', threshold: 0.5 }] }),
      ['threshold', 'argmax'],
    ],
    ['another post-transform', changed({ post: addPost({ _target_: 'FillHolesd' }) }), ['FillHolesd']],
    [
      'several components',
      changed({ post: addPost({ _target_: 'KeepLargestConnectedComponentd', num_components: 2 }) }),
      ['num_components: 2'],
    ],
    [
      'fractions of labels',
      changed({ post: ([softmax, invert, argmax]) => [softmax, argmax, invert] }),
      ['nearest_interp'],
    ],
    [
      'a late orientation',
      changed({ pre: add({ _target_: 'Orientationd', axcodes: 'LPS' }) }),
      ['Orientation'],
    ],
  ])('%s', async (_, config, parts) => {
    const message = await messageOf(importHere(bundleOf('refused', golden, config)));
    for (const part of parts) expect(message).toContain(part);
    expect(message).toMatch(/^[^\n]+\.$/);
  });

  it('a network of several channels, weights of another network, no weights, no metadata', async () => {
    const wide = changed({
      more: { network_def: { ...(golden.config['network_def'] as object), in_channels: 4 } },
    });
    expect(await messageOf(importHere(bundleOf('wide', golden, wide)))).toContain('4 channels');
    const others = bundleOf('others', { ...golden, weights: 'four' });
    expect(await messageOf(importHere(others))).toContain('model.');
    for (const [missing, part] of [
      ['models/model.pt', 'no weights'],
      ['configs/metadata.json', 'metadata.json'],
    ]) {
      const whole = bundleOf('part', golden);
      const files = new Map([...whole.files].filter(([path]) => path !== missing));
      expect(await messageOf(importHere({ name: 'part', files }))).toContain(part);
    }
  });
});

describe('what has no bearing on the labels is passed over', () => {
  it('transforms that save, cast or are disabled, keys of labels, expressions that nothing asks for', async () => {
    const config = changed({
      pre: (steps) => [
        ...steps,
        { _target_: 'RandFlipd', keys: 'image', _disabled_: true },
        { _target_: 'FillHolesd', keys: 'label' },
        { _target_: 'ToDeviced', keys: 'image', device: "$torch.device('cuda')" },
      ],
      post: addPost({ _target_: 'SaveImaged', output_dir: '$os.getcwd()', resample: false }),
      more: { handlers: [{ _target_: 'StatsHandler' }], dataset_dir: '$__import__("os").system("exit")' },
    });
    const { manifest } = await importHere(bundleOf('easy', golden, config));
    expect(manifest.recipe).toEqual((await importHere(bundleOf('easy', golden))).manifest.recipe);
  });
});

describe('a bundle from the disk', () => {
  let folders: ModelFolders;
  let place: string;
  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'volscope-bundle-'));
    folders = { bundled: 'models', home: join(place, 'home') };
  });
  afterEach(() => rm(place, { recursive: true }));

  const metadata = {
    name: 'Liver & tumour',
    description: 'Two organs',
    eval_metrics: { mean_dice: 0.91 },
    network_data_format: { outputs: { pred: { channel_def: { 0: 'background', 1: 'liver', 2: 'tumour' } } } },
  };
  const whole = (): BundleFiles => bundleOf('named', readCase('labels-return'), undefined, metadata);

  async function writeBundle(files: BundleFiles['files']): Promise<string> {
    const folder = join(place, 'bundle');
    for (const [path, bytes] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), bytes);
    }
    return folder;
  }

  it('as a folder with YAML, and as a zip archive within a folder, gives the same model', async () => {
    const { files } = whole();
    const yaml = new Map(files);
    yaml.delete('configs/inference.json');
    yaml.set('configs/inference.yaml', new TextEncoder().encode(stringify(readCase('labels-return').config)));
    const fromFolder = await importModel(await writeBundle(yaml), folders);
    const zip = join(place, 'bundle.zip');
    await writeFile(
      zip,
      zipSync(Object.fromEntries([...files].map(([path, bytes]) => [`liver/${path}`, bytes]))),
    );
    const fromZip = await importModel(zip, folders, 'zipped');
    expect({ ...fromZip.manifest, id: 'liver-tumour' }).toEqual(fromFolder.manifest);

    const { manifest, folder } = await findModel(folders, 'liver-tumour');
    expect(manifest.classes.map(({ value, name }) => [value, name])).toEqual([
      [1, 'liver'],
      [2, 'tumour'],
      [3, 'class 3'],
    ]);
    expect(new Set(manifest.classes.map(({ colour }) => colour)).size).toBe(3);
    expect((await readdir(folder)).sort()).toEqual(['card.md', 'manifest.json', 'model.onnx']);
  });

  it('that points out of its archive is refused, and nothing is written', async () => {
    const zip = join(place, 'slip.zip');
    const files = Object.fromEntries([...whole().files, ['../../slipped', new Uint8Array(3)] as const]);
    await writeFile(zip, zipSync(files));
    expect(await messageOf(importModel(zip, folders))).toContain('outside of its folder');
    expect(await readdir(place)).toEqual(['slip.zip']);
  });
});
