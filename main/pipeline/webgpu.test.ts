import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import type { ProviderName } from '../contract/provider.ts';
import { forkInference } from '../inference/childProcess.ts';
import { findModel } from '../models/index.ts';
import { fusedRecipeOf } from '../onnx/index.ts';
import { readNifti } from '../volume/readNifti.ts';
import { temporaryFolder } from '../volume/testing.ts';
import { fusedGraphPath } from './graphCache.ts';
import { prepareInput } from './prepare.ts';
import { smallScan } from './testing.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Electron brings a Vulkan driver that needs no GPU; `npm test` says where it is. */
const electron = [
  process.env['VOLSCOPE_TEST_ELECTRON'] ?? '',
  join(root, '.cache', 'electron-33.2.1'),
  join(root, 'node_modules', 'electron', 'dist'),
].find((folder) => existsSync(join(folder, 'vk_swiftshader_icd.json')));

const folder = temporaryFolder();
const ends: (() => void)[] = [];
afterAll(() => ends.forEach((end) => end()));

/** The inference process of the app, with the software driver in the place of a GPU's. */
function inferenceOnSoftwareVulkan(driver: string) {
  const { runner, end } = forkInference(join(root, 'dist', 'main', 'inference.mjs'), {
    ...process.env,
    VK_ICD_FILENAMES: join(driver, 'vk_swiftshader_icd.json'),
    LD_LIBRARY_PATH: driver,
    XDG_RUNTIME_DIR: process.env['XDG_RUNTIME_DIR'] ?? tmpdir(),
  });
  ends.push(end);
  return runner;
}

test.skipIf(!electron)('WebGPU runs the whole fused graph and gives the numbers of the CPU', async () => {
  const runner = inferenceOnSoftwareVulkan(electron ?? '');
  const cache = await folder.path('cache');
  const model = await findModel({ bundled: join(root, 'models'), home: cache }, 'spleen-monai-tutorial');
  // The real network and the real scan on a grid that a driver without a GPU does in seconds; the bench does 224^3.
  const shapeIjk = [64, 64, 64] as const;
  const { recipe } = model.manifest;
  const steps = recipe.steps.map((step) => (step.kind === 'resize' ? { ...step, shapeIjk } : step));
  const manifest = { ...model.manifest, recipe: { ...recipe, steps } };
  const fused = fusedRecipeOf(manifest.recipe);
  if (!fused) throw new Error('The default model runs as one graph.');
  const { feeds } = prepareInput(await readNifti(smallScan.path), fused);

  const logitsOn = async (provider: ProviderName) => {
    const modelPath = await fusedGraphPath({ ...model, manifest }, 'int16', cache, provider);
    const { outputs } = await runner.run({ modelPath, provider, threads: 2 }, feeds);
    return outputs['logitDiff'].data;
  };
  const [expected, found] = [await logitsOn('cpu'), await logitsOn('webgpu')];
  expect(found.length).toBe(64 ** 3);
  let largest = 0;
  let highest = -Infinity;
  for (let n = 0; n < found.length; n++) {
    largest = Math.max(largest, Math.abs(found[n] - expected[n]));
    highest = Math.max(highest, expected[n]);
  }
  expect(largest).toBeLessThan(1e-4);
  expect(highest, 'the network sees the spleen').toBeGreaterThan(0);
});
