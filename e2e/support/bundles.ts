import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const fixtures = fileURLToPath(new URL('../../fixtures/bundles', import.meta.url));
const classesCase = join(fixtures, 'cases', 'gaussian-four-classes');

/** A bundle as the model zoo packs them: 96^3 windows, random weights. Its run takes long. */
export const randomBundle = join(fixtures, 'random');

/** The names of the classes that the bundle of `writeClassesBundle` finds. */
export const classNames = ['liver', 'spleen', 'kidney'] as const;

/** The scan whose labels by that bundle `classesGolden` gives: 28 x 42 x 38 made-up voxels, its first axis sagittal. */
export const classesScan = join(fixtures, 'cases', 'sagittal.nii.gz');

interface Golden {
  readonly config: object;
  readonly channels: number;
  readonly stride: number;
  readonly inputShape: readonly number[];
  readonly labelShape: readonly [number, number, number];
}

async function readGolden(): Promise<Golden> {
  return JSON.parse(await readFile(`${classesCase}.json`, 'utf8')) as Golden;
}

/** Writes the folder of a small bundle that tells three classes apart, by random weights. */
export async function writeClassesBundle(folder: string): Promise<void> {
  const { config } = await readGolden();
  const names = Object.fromEntries(classNames.map((name, n) => [`${n + 1}`, name]));
  const metadata = {
    ...{ name: 'Three organs', version: '1.0.0', monai_version: '1.6.1' },
    description: 'Three classes by random weights <img src=x onerror="document.title = 1">',
    network_data_format: { outputs: { pred: { channel_def: { 0: 'background', ...names } } } },
  };
  await mkdir(join(folder, 'configs'), { recursive: true });
  await mkdir(join(folder, 'models'));
  await writeFile(join(folder, 'configs', 'inference.json'), JSON.stringify(config));
  await writeFile(join(folder, 'configs', 'metadata.json'), JSON.stringify(metadata));
  await copyFile(join(fixtures, 'cases', 'four.pt'), join(folder, 'models', 'model.pt'));
}

/** What MONAI makes of that scan with that bundle: labels of 0 to 3, i fastest. */
export async function classesGolden(): Promise<Uint8Array> {
  const { channels, stride, inputShape, labelShape } = await readGolden();
  const samples = inputShape.reduce((count, size) => count * Math.ceil(size / stride), 1);
  // Samples of the network's input and of each channel's logits (float32) come first.
  const labels = gunzipSync(await readFile(`${classesCase}.bin.gz`)).subarray(4 * samples * (1 + channels));
  const [ni, nj, nk] = labelShape;
  const turned = new Uint8Array(ni * nj * nk);
  for (let i = 0, from = 0; i < ni; i++)
    for (let j = 0; j < nj; j++) for (let k = 0; k < nk; k++) turned[i + ni * (j + nj * k)] = labels[from++]!;
  return turned;
}
