import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const fixtures = fileURLToPath(new URL('../../fixtures/bundles', import.meta.url));

/** A bundle as the model zoo packs them: 96^3 windows, random weights. Its run takes long. */
export const randomBundle = join(fixtures, 'random');

/** The names of the classes that `writeClassesBundle` finds. */
export const classNames = ['liver', 'spleen', 'kidney'] as const;

/**
 * Writes the folder of a bundle that tells three classes apart, by random weights: coarse voxels and few windows, so that a run
 * takes a moment.
 */
export async function writeClassesBundle(folder: string): Promise<void> {
  const golden = JSON.parse(
    await readFile(join(fixtures, 'cases', 'gaussian-four-classes.json'), 'utf8'),
  ) as { readonly config: object };
  const text = JSON.stringify(golden.config)
    .replace('[1.37,1.63,1.91]', '[6,6,6]')
    .replace('"nearest"', '"bilinear"')
    .replace('[32,24,16]', '[48,48,32]')
    .replace('[0.5,0.25,0.6]', '[0.25,0.25,0.25]');
  const names = Object.fromEntries(classNames.map((name, n) => [`${n + 1}`, name]));
  const metadata = {
    ...{ name: 'Three organs', version: '1.0.0', monai_version: '1.5.0' },
    description: 'Three classes by random weights <img src=x onerror="document.title = 1">',
    network_data_format: { outputs: { pred: { channel_def: { 0: 'background', ...names } } } },
  };
  await mkdir(join(folder, 'configs'), { recursive: true });
  await mkdir(join(folder, 'models'));
  await writeFile(join(folder, 'configs', 'inference.json'), text);
  await writeFile(join(folder, 'configs', 'metadata.json'), JSON.stringify(metadata));
  await copyFile(join(fixtures, 'cases', 'four.pt'), join(folder, 'models', 'model.pt'));
}
