import { sentence, type Sentence } from '../../contract/sentence.ts';
import type { ServerTest } from '../../contract/servers.ts';
import { say } from '../../messages/say.ts';
import { connect } from './connect.ts';
import type { Endpoint, ServerAccess } from './endpoint.ts';
import { failureSentence, ServerFailure } from './failure.ts';
import type { Protocol } from './protocol.ts';
import { hasSharedMemory, SharedRegion } from './sharedRegion.ts';

const TIMEOUT_MS = 5000;
const LATENCY_TRIES = 5;
const TRIAL_BYTES = 4096;

/** Asks a server what it is and what it has: for the settings, and to say what is wrong before a scan is sent. */
export async function testServer(access: ServerAccess): Promise<ServerTest> {
  try {
    const { endpoint, protocol } = connect(access);
    try {
      return await examine(endpoint, protocol);
    } finally {
      protocol.close();
    }
  } catch (error) {
    return { ...unknown, message: say(error) };
  }
}

const unknown: ServerTest = {
  ok: false,
  message: '',
  version: '',
  latencyMs: 0,
  models: [],
  sharedMemory: false,
};

async function examine(endpoint: Endpoint, protocol: Protocol): Promise<ServerTest> {
  const options = { timeoutMs: TIMEOUT_MS };
  try {
    const { name, version, extensions } = await protocol.serverMetadata(options).catch(asNoServer);
    // Not every server tells what it could have; those that are loaded are asked for by name anyway.
    const models = await protocol.models(options).catch(() => []);
    const isReady = await protocol.isReady(options);
    const broken = models.filter(({ reason, state }) => state !== 'READY' && reason && reason !== 'unloaded');
    const reasons = broken.map((model) => `${model.name}: ${model.reason}`).join('; ');
    return {
      ok: isReady,
      message: isReady ? '' : say(notReady(endpoint.url, reasons)),
      version: `${name} ${version}`,
      latencyMs: await latencyMs(protocol),
      models: models.filter(({ state }) => state === 'READY').map((model) => model.name),
      sharedMemory: extensions.includes('system_shared_memory') && (await sharesMemory(protocol)),
    };
  } catch (error) {
    if (error instanceof ServerFailure) throw failureSentence(error, endpoint.url);
    throw error;
  }
}

function notReady(url: string, reasons: string): Sentence {
  return reasons === ''
    ? sentence`The server at ${url} is not ready.`
    : sentence`The server at ${url} is not ready; it could not load ${reasons}.`;
}

/** Whatever answers that there is no such page is none of these servers. */
function asNoServer(error: unknown): never {
  const isOther = error instanceof ServerFailure && (error.kind === 'notFound' || error.kind === 'refused');
  if (!isOther) throw error;
  throw new ServerFailure('protocol', sentence`it does not answer as an inference server does`, {
    cause: error,
  });
}

/** The shortest of several round trips, in ms. */
async function latencyMs(protocol: Protocol): Promise<number> {
  let shortest = Infinity;
  for (let n = 0; n < LATENCY_TRIES; n++) {
    const started = performance.now();
    await protocol.isReady({ timeoutMs: TIMEOUT_MS });
    shortest = Math.min(shortest, performance.now() - started);
  }
  return shortest;
}

/** Whether the server opens a region that this process makes. */
async function sharesMemory(protocol: Protocol): Promise<boolean> {
  if (!(await hasSharedMemory())) return false;
  const region = await SharedRegion.create(TRIAL_BYTES).catch(() => undefined);
  if (!region) return false;
  try {
    await protocol.registerRegion(region.name, region.key, TRIAL_BYTES);
    await protocol.unregisterRegion(region.name);
    return true;
  } catch {
    return false;
  } finally {
    await region.close();
  }
}
