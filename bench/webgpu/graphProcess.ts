/**
 * A process of its own: `graphProcess.mjs SCAN PROVIDER` runs the fused graph on the CPU and once on a provider, and prints
 * the seconds and the largest difference of the logits as JSON.
 */
import { providerNameSchema, type ProviderName } from '../../main/contract/provider.ts';
import { defaultThreads } from '../../main/inference/devices.ts';
import { SessionRunner } from '../../main/inference/sessions.ts';
import { findModel } from '../../main/models/index.ts';
import { fusedRecipeOf } from '../../main/onnx/index.ts';
import { fusedGraphPath, voxelTypeOf } from '../../main/pipeline/graphCache.ts';
import { prepareInput } from '../../main/pipeline/prepare.ts';
import { readNifti } from '../../main/volume/readNifti.ts';
import { inCache, inRoot } from '../lib/paths.ts';

/** The first warms the CPU up; a software driver takes minutes a run. */
const CPU_RUNS = 3;
const [, , scan, compared] = process.argv;
const cache = inCache('bench', 'app');
const model = await findModel({ bundled: inRoot('models'), home: cache }, 'spleen-monai-tutorial');
const volume = await readNifti(scan);
const modelPath = await fusedGraphPath(model, voxelTypeOf(volume), cache);
const recipe = fusedRecipeOf(model.manifest.recipe);
if (!recipe) throw new Error('The bundled model has a fused recipe.');
const { feeds } = prepareInput(volume, recipe);

async function run(provider: ProviderName, times: number) {
  const runner = new SessionRunner();
  const spec = { modelPath, provider, threads: defaultThreads() };
  await runner.load(spec);
  const results = [];
  for (let n = 0; n < times; n++) results.push(await runner.run(spec, feeds));
  await runner.release();
  const { data, dims } = results[times - 1].outputs['logitDiff'];
  return { data, dims, seconds: results.map(({ seconds }) => seconds) };
}

const cpu = await run('cpu', CPU_RUNS);
const other = await run(providerNameSchema.parse(compared), 1);
let difference = 0;
// Not "larger than": NaN has to show.
for (let n = 0; n < cpu.data.length; n++) {
  const d = Math.abs(cpu.data[n] - other.data[n]);
  if (!(d <= difference)) difference = d;
}
process.stdout.write(
  JSON.stringify({ dims: cpu.dims, cpuSeconds: cpu.seconds, seconds: other.seconds, difference }),
);
