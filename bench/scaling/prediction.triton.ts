import type { InstalledModel } from '../../main/models/index.ts';
import { fusedRecipeOf, type FusedRecipe } from '../../main/onnx/index.ts';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { TritonRunner } from '../../main/inference/triton/index.ts';
import { startTriton, type TritonServer } from '../../main/inference/triton/testing.ts';
import { prepareInput } from '../../main/pipeline/prepare.ts';
import { smallScan } from '../../main/pipeline/testing.ts';
import { exportForTests, modelOfShape } from '../../main/triton/testing.ts';
import { servedName } from '../../main/triton/servedNames.ts';
import { readNifti } from '../../main/volume/readNifti.ts';
import { temporaryFolder } from '../../main/volume/testing.ts';
import { spreadOf } from '../lib/statistics.ts';
import { constant } from './random.ts';
import { simulate } from './simulate.ts';

const folder = temporaryFolder();
const SHAPE = [96, 96, 96] as const;
const ROUNDS = 7;
const REQUESTS = 8;

interface Round {
  readonly clients: number;
  /** Answers a second. */
  readonly found: number;
  readonly predicted: number;
}

const statsSchema = z.object({
  model_stats: z.tuple([
    z.object({
      inference_stats: z.object({
        success: z.object({ count: z.number() }),
        compute_input: z.object({ ns: z.number() }),
        compute_infer: z.object({ ns: z.number() }),
        compute_output: z.object({ ns: z.number() }),
      }),
    }),
  ]),
});

/** `count` requests by so many clients, each of which sends its next when it has its answer. @returns answers a second */
async function answersPerSecond(
  clients: number,
  count: number,
  request: () => Promise<unknown>,
): Promise<number> {
  let left = count;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (left-- > 0) await request();
    }),
  );
  return count / ((performance.now() - started) / 1000);
}

/** By the simulation, for a server's time and a client's own for each request, in seconds. */
function predictedPerSecond(clients: number, service: number, own: number): number {
  const network = { bytesIn: 0, bytesOut: 0, bytesPerSecond: Infinity } as const;
  const site = { servers: 1, instances: 1, service: constant(service), ...network } as const;
  const demand = { kind: 'closed', clients, ownWork: constant(own) } as const;
  return simulate({ ...site, balancing: 'roundRobin' }, demand, 3600).scansPerHour / 3600;
}

const median = (values: readonly number[]) => spreadOf(values).median;

function fusedRecipe({ manifest }: InstalledModel): FusedRecipe {
  const recipe = fusedRecipeOf(manifest.recipe);
  if (!recipe) throw new Error(`${manifest.id} has no fused graph.`);
  return recipe;
}

/** What Triton has counted of a model: requests, and their time with an instance, in seconds. */
async function counted(server: TritonServer, model: string) {
  const reply = await fetch(`${server.http}/v2/models/${model}/stats`);
  const [{ inference_stats: stats }] = statsSchema.parse(await reply.json()).model_stats;
  const computing = stats.compute_input.ns + stats.compute_infer.ns + stats.compute_output.ns;
  return { requests: stats.success.count, seconds: computing / 1e9 };
}

test('the simulation tells what one real Triton server with one instance gives to 1, 2 and 4 clients', async () => {
  const repository = await folder.path('repository');
  const model = await modelOfShape(SHAPE);
  const models = await exportForTests(model, repository, { instances: 1, threads: 1 });
  const server = await startTriton({ repository, models });
  const runner = new TritonRunner({ url: server.http });
  try {
    const { feeds } = prepareInput(await readNifti(smallScan.path), fusedRecipe(model));
    const modelPath = servedName(model.manifest.id, 'int16');
    const request = () => runner.run({ modelPath, provider: 'triton', threads: 0 }, feeds);
    await answersPerSecond(1, 5, request);
    const rounds: Round[] = [];
    // Each round measures what its own prediction is made of: other work on the machine is then in both.
    for (let n = 0; n < ROUNDS; n++) {
      const before = await counted(server, modelPath);
      const alone = await answersPerSecond(1, REQUESTS, request);
      const after = await counted(server, modelPath);
      const service = (after.seconds - before.seconds) / (after.requests - before.requests);
      const own = Math.max(0, 1 / alone - service);
      for (const clients of [1, 2, 4]) {
        const found = await answersPerSecond(clients, REQUESTS, request);
        rounds.push({ clients, found, predicted: predictedPerSecond(clients, service, own) });
      }
    }
    for (const clients of [1, 2, 4]) {
      const those = rounds.filter((round) => round.clients === clients);
      const ratio = median(those.map(({ found, predicted }) => found / predicted));
      process.stdout.write(
        `${clients} clients: ${median(those.map(({ found }) => found)).toFixed(2)} a second, ` +
          `${ratio.toFixed(2)} of what was simulated (median of ${ROUNDS})\n`,
      );
      expect(ratio).toBeGreaterThan(0.75);
      expect(ratio).toBeLessThan(1.33);
    }
  } finally {
    await runner.close();
    await server.kill();
  }
});
