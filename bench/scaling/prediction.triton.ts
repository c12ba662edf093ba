import type { InstalledModel } from '../../main/models/index.ts';
import { fusedRecipeOf, type FusedRecipe } from '../../main/onnx/index.ts';
import { expect, test } from 'vitest';
import { TritonRunner } from '../../main/inference/triton/index.ts';
import { startTriton } from '../../main/inference/triton/testing.ts';
import { prepareInput } from '../../main/pipeline/prepare.ts';
import { smallScan } from '../../main/pipeline/testing.ts';
import { exportForTests, modelOfShape } from '../../main/triton/testing.ts';
import { servedName } from '../../main/triton/servedNames.ts';
import { readNifti } from '../../main/volume/readNifti.ts';
import { temporaryFolder } from '../../main/volume/testing.ts';
import { constant, measured } from './random.ts';
import { simulate } from './simulate.ts';

const folder = temporaryFolder();
const SHAPE = [96, 96, 96] as const;
const REQUESTS = 40;

/** Seconds of each of some requests sent by `clients` at once, each sending its next when it has its answer. */
async function ask(clients: number, count: number, request: () => Promise<unknown>) {
  const seconds: number[] = [];
  let left = count;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (left-- > 0) {
        const asked = performance.now();
        await request();
        seconds.push((performance.now() - asked) / 1000);
      }
    }),
  );
  return { seconds, perSecond: count / ((performance.now() - started) / 1000) };
}

function fusedRecipe({ manifest }: InstalledModel): FusedRecipe {
  const recipe = fusedRecipeOf(manifest.recipe);
  if (!recipe) throw new Error(`${manifest.id} has no fused graph.`);
  return recipe;
}

test('the simulation tells what one real Triton server with one instance gives to 1, 2 and 4 clients', async () => {
  const repository = await folder.path('repository');
  const model = await modelOfShape(SHAPE);
  const models = await exportForTests(model, repository, { instances: 1, threads: 1 });
  const server = await startTriton({ repository, models });
  const runner = new TritonRunner({ url: server.http });
  try {
    const { feeds } = prepareInput(await readNifti(smallScan.path), fusedRecipe(model));
    const session = {
      modelPath: servedName(model.manifest.id, 'int16'),
      provider: 'triton',
      threads: 0,
    } as const;
    const request = () => runner.run(session, feeds);
    await ask(1, 5, request);
    // What a request takes alone is the server's time and the client's own; with two and more the server is never idle.
    const alone = await ask(1, REQUESTS, request);
    const service = measured(alone.seconds);
    for (const clients of [1, 2, 4]) {
      const found = await ask(clients, REQUESTS, request);
      const site = {
        servers: 1,
        instances: 1,
        service,
        bytesIn: 0,
        bytesOut: 0,
        bytesPerSecond: Infinity,
      } as const;
      const demand = { kind: 'closed', clients, ownWork: constant(0) } as const;
      const { scansPerHour, latency } = simulate({ ...site, balancing: 'roundRobin' }, demand, 3600);
      const meanSeconds = found.seconds.reduce((a, b) => a + b, 0) / found.seconds.length;
      const line = `${clients} clients: ${found.perSecond.toFixed(2)} a second, ${meanSeconds.toFixed(3)} s each`;
      process.stdout.write(
        `${line}; simulated ${(scansPerHour / 3600).toFixed(2)}, ${latency.mean.toFixed(3)} s\n`,
      );
      expect(found.perSecond / (scansPerHour / 3600)).toBeGreaterThan(0.75);
      // Beyond the simulation is possible: the client's own part of a request overlaps another's computing.
      expect(found.perSecond / (scansPerHour / 3600)).toBeLessThan(1.5);
    }
  } finally {
    await runner.close();
    await server.kill();
  }
});
