import { mkdir, rm, writeFile } from 'node:fs/promises';
import { startTriton, type TritonServer } from '../../main/inference/triton/testing.ts';
import { TritonRunner } from '../../main/inference/triton/index.ts';
import { modelConfigText } from '../../main/triton/modelConfig.ts';
import { readNifti } from '../../main/volume/readNifti.ts';
import { say, type Benchmark } from '../lib/outcome.ts';
import { inCache, inRoot } from '../lib/paths.ts';
import { spreadOf, type Spread } from '../lib/statistics.ts';
import { seconds, timesFaster } from '../lib/table.ts';
import echoPython from './echo.py';
import { plainFetch } from './plainFetch.ts';

const VOLUME_KJI = [300, 512, 512] as const;
const models = {
  /** 157 MB there, 315 MB back. */
  echo: VOLUME_KJI,
  /** 157 MB there and a network's logits back, 45 MB: what a segmentation sends. */
  logits: [224, 224, 224],
  /** 157 MB there and a number back. */
  number: [1, 1, 1],
} as const;
const modelNames = ['echo', 'logits', 'number'] as const;
type ModelName = keyof typeof models;

/** One way to ask; gives back the numbers, which are read before `release`. */
type Way = (model: ModelName) => Promise<{ readonly numbers: Float32Array; readonly release?: () => void }>;

/** A client whose answer of 315 MB the server compresses waits half a minute for it, always as long: so often is enough. */
const PLAIN = 'fetch()';
const PLAIN_RUNS = 2;

/** The ways to and from a server on this machine, by turns in one run, for a volume of 512 x 512 x 300 int16. */
export const transportsBenchmark: Benchmark = async ({ runs }) => {
  const repository = inCache('bench', 'transports');
  await writeModels(repository);
  const volume = await ctVolume();
  const server = await startTriton({ repository, models: Object.keys(models), tensorBytes: 2 ** 30 });
  try {
    const { ways, close } = waysTo(server, volume);
    const measured = await measureByTurns(ways, volume, runs);
    await close();
    return outcomeOf(measured, runs);
  } catch (cause) {
    throw new Error(`The server's log:\n${server.log()}`, { cause });
  } finally {
    await server.kill();
    await rm(repository, { recursive: true });
  }
};

function waysTo(server: TritonServer, volume: Int16Array) {
  const feeds = { volume: { type: 'int16', data: volume, dims: VOLUME_KJI } } as const;
  const runners = {
    'shared memory': new TritonRunner({ url: server.http }),
    HTTP: new TritonRunner({ url: server.http }, { sharedMemory: 'off' }),
    gRPC: new TritonRunner({ url: server.grpc }, { sharedMemory: 'off' }),
  };
  const byRunner = Object.entries(runners).map(([name, runner]) => {
    const way: Way = async (model) => {
      const session = { modelPath: model, provider: 'triton', threads: 0 } as const;
      const { outputs, release } = await runner.run(session, feeds);
      return { numbers: outputs['result'].data as Float32Array, release };
    };
    return [name, way] as const;
  });
  const fetched = (headers: Record<string, string>): Way => {
    return async (model) => ({ numbers: await plainFetch(server.http, model, volume, VOLUME_KJI, headers) });
  };
  return {
    ways: new Map<string, Way>([
      ...byRunner,
      ['fetch(), told not to compress', fetched({ 'accept-encoding': 'identity' })],
      [PLAIN, fetched({})],
    ]),
    close: () => Promise.all(Object.values(runners).map((runner) => runner.close())),
  };
}

type Measured = ReadonlyMap<string, Readonly<Record<ModelName, Spread>>>;

async function measureByTurns(
  ways: ReadonlyMap<string, Way>,
  volume: Int16Array,
  runs: number,
): Promise<Measured> {
  const times = new Map<string, Record<ModelName, number[]>>();
  for (const name of ways.keys()) times.set(name, { echo: [], logits: [], number: [] });
  // The first round, not counted, opens connections and regions.
  for (let run = 0; run <= runs; run++) {
    say(`transports: ${run === 0 ? 'first round' : `${run} of ${runs}`}`);
    for (const [name, way] of ways)
      for (const model of modelNames) {
        if (name === PLAIN && run > PLAIN_RUNS) continue;
        const started = performance.now();
        const { numbers, release } = await way(model);
        const took = (performance.now() - started) / 1000;
        if (model === 'echo') expectEcho(numbers, volume, name);
        release?.();
        if (run > 0) times.get(name)?.[model].push(took);
      }
  }
  return new Map(
    [...times].map(([name, { echo, logits, number }]) => [
      name,
      { echo: spreadOf(echo), logits: spreadOf(logits), number: spreadOf(number) },
    ]),
  );
}

function expectEcho(numbers: Float32Array, volume: Int16Array, way: string): void {
  const same = numbers.length === volume.length && numbers.every((value, n) => value === volume[n]);
  if (!same) throw new Error(`What came back over ${way} is not what was sent.`);
}

function outcomeOf(measured: Measured, runs: number): Awaited<ReturnType<Benchmark>> {
  const [memory, http, plain] = ['shared memory', 'HTTP', PLAIN].map((name) => measured.get(name));
  if (!memory || !http || !plain) throw new Error('A way was not measured.');
  const rows = [...measured].map(([name, spreads]) => [
    name,
    ...modelNames.flatMap((model) => [seconds(spreads[model]), timesFaster(spreads[model], plain[model])]),
  ]);
  const each = (a: typeof memory, b: typeof memory) =>
    modelNames
      .map(
        (model) => `${timesFaster(a[model], b[model])} (${(b[model].median / a[model].median).toFixed(1)}x)`,
      )
      .join(', ');
  return {
    tables: [
      {
        title: 'To a Triton server on this machine and back: 512 x 512 x 300 int16',
        header: [
          '',
          'float32 volume back',
          'fetch()',
          'logits 224^3 back',
          'fetch()',
          'a number back',
          'fetch()',
        ],
        rows,
      },
    ],
    notes: [
      `Seconds, best (median, worst) of ${runs}, by turns (${PLAIN} of ${PLAIN_RUNS}); the server does nothing but make the answer.`,
      `Shared memory is ${each(memory, http)} as fast as HTTP, HTTP ${each(http, plain)} as a plain fetch() client, which has the answer compressed; by the best (by the median).`,
      `As a segmentation sends it (logits back) shared memory saves ${(http.logits.min - memory.logits.min).toFixed(2)} s of HTTP's ${http.logits.min.toFixed(2)} s. ` +
        "The tutorial's 252 ms instead of 517 ms saved 0.27 s: half of a request whose network takes that long on its GPU.",
    ],
    data: Object.fromEntries(measured),
  };
}

async function writeModels(repository: string): Promise<void> {
  for (const [name, dims] of Object.entries(models)) {
    const config = modelConfigText({
      ...{ name, backend: 'python', maxBatchSize: 0, instances: 1, parameters: {} },
      inputs: [{ name: 'volume', type: 'INT16', dims: VOLUME_KJI }],
      outputs: [{ name: 'result', type: 'FP32', dims }],
      warmUp: { volume: { dims: VOLUME_KJI } },
    });
    await mkdir(`${repository}/${name}/1`, { recursive: true });
    await writeFile(`${repository}/${name}/config.pbtxt`, config);
    await writeFile(`${repository}/${name}/1/model.py`, echoPython);
  }
}

/** The sample scan, repeated: noise and air as a CT has them, which is what compression is slow on. */
async function ctVolume(): Promise<Int16Array> {
  const { voxelsHu } = await readNifti(inRoot('samples', 'cptac-pda_C3N-00249_ct_small.nii.gz'));
  const volume = new Int16Array(VOLUME_KJI.reduce((a, b) => a * b, 1));
  for (let at = 0; at < volume.length; at += voxelsHu.length)
    volume.set(voxelsHu.subarray(0, Math.min(voxelsHu.length, volume.length - at)), at);
  return volume;
}
