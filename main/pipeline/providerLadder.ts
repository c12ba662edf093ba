import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { describeError, sentenceOf, VolscopeError } from '../contract/errors.ts';
import { sentence, sentenceSchema } from '../contract/sentence.ts';
import {
  providerLabels,
  providerNames,
  providerStatusSchema,
  type ProviderChoice,
  type ProviderName,
  type ProviderStatus,
} from '../contract/provider.ts';
import { absence, candidates } from '../inference/availability.ts';
import { defaultThreads, deviceName } from '../inference/devices.ts';
import { graphicsDevices } from '../inference/graphicsDevices.ts';
import type { InferenceRunner } from '../inference/runner.ts';
import { say } from '../messages/say.ts';
import type { InstalledModel } from '../models/index.ts';
import { writeFileAtomically } from '../volume/atomicFile.ts';
import { fusedGraphPath } from './graphCache.ts';
import { probeManifest, probeProvider } from './probe.ts';
import { parseJson } from '../parseJson.ts';

/** As it is said to the user only where it goes. */
const outcomeSchema = providerStatusSchema.extend({ reason: sentenceSchema.nullable() });
type Outcome = z.infer<typeof outcomeSchema>;
const cacheSchema = z.object({ key: z.string(), providers: z.array(outcomeSchema) });

/**
 * The execution providers of this machine, each tried by a real run, best first. Results are kept for as long as
 * onnxruntime and the graphics driver stay the same.
 */
export class ProviderLadder {
  private readonly model: InstalledModel;
  private readonly cacheFolder: string;
  private readonly runnerForProbe: () => InferenceRunner;
  /** Of every provider that was looked at, or is being looked at: each is tried once, whoever asks. */
  private readonly known = new Map<ProviderName, Promise<Outcome>>();
  /** What a real run has shown: kept in the cache folder. */
  private readonly tried = new Map<ProviderName, Outcome>();
  private restored: Promise<void> | undefined;

  /** `runnerForProbe` gives a runner in a process that may crash without harm. */
  constructor(model: InstalledModel, cacheFolder: string, runnerForProbe: () => InferenceRunner) {
    this.model = model;
    this.cacheFolder = cacheFolder;
    this.runnerForProbe = runnerForProbe;
  }

  /** Every provider with its state; those not yet tried are tried, the CPU last. */
  async statuses(): Promise<ProviderStatus[]> {
    const all: ProviderStatus[] = [];
    for (const name of providerNames) {
      const { reason, ...status } = await this.status(name);
      all.push({ ...status, reason: reason ? say(reason) : '' });
    }
    return all;
  }

  /**
   * The providers to try for a job, best first: for `auto` every one that is ready, else the chosen one alone.
   * Throws VolscopeError('inference') where the chosen one can't be used.
   */
  async rungs(choice: ProviderChoice): Promise<ProviderName[]> {
    if (choice === 'auto') {
      const statuses = await Promise.all(candidates().map((name) => this.status(name)));
      return statuses.filter(({ state }) => state === 'ready').map(({ name }) => name);
    }
    const { state, reason } = await this.status(choice);
    if (state === 'ready') return [choice];
    throw new VolscopeError(
      'inference',
      sentence`${providerLabels[choice]} can't be used: ${reason}; choose "auto" or "cpu".`,
    );
  }

  private async status(name: ProviderName): Promise<Outcome> {
    this.restored ??= this.restore();
    await this.restored;
    const kept = this.known.get(name) ?? this.examine(name);
    this.known.set(name, kept);
    const status = await kept;
    // An interrupted test says nothing of the provider: it is tried again when next asked for.
    if (status.state === 'untested') this.known.delete(name);
    return status;
  }

  private async examine(name: ProviderName): Promise<Outcome> {
    const about = { name, device: deviceName(name, defaultThreads()), version: onnxruntimeVersion() };
    const missing = absence(name);
    if (missing) return { ...about, state: 'absent', reason: missing };
    // Part of the library itself, and what every other provider is compared with.
    if (name === 'cpu') return { ...about, state: 'ready', reason: null };
    const outcome = await this.probe(name);
    const status = { ...about, ...outcome };
    if (status.state !== 'untested') await this.save(status);
    return status;
  }

  private async probe(name: ProviderName): Promise<Pick<Outcome, 'state' | 'reason'>> {
    const small = { ...this.model, manifest: probeManifest(this.model.manifest) };
    try {
      const path = await fusedGraphPath(small, 'int16', this.cacheFolder, name);
      const reason = await probeProvider(name, path, this.runnerForProbe());
      return { state: reason ? 'failed' : 'ready', reason: reason ?? null };
    } catch (error) {
      if (describeError(error).kind === 'cancelled')
        return { state: 'untested', reason: sentence`its test was interrupted` };
      return { state: 'failed', reason: sentenceOf(error) };
    }
  }

  private get cachePath(): string {
    return join(this.cacheFolder, 'providers.json');
  }

  private async restore(): Promise<void> {
    const key = await machineKey();
    const text = await readFile(this.cachePath, 'utf8').catch(() => 'null');
    const cached = cacheSchema.safeParse(parseJson(text));
    if (!cached.success || cached.data.key !== key) return;
    for (const status of cached.data.providers) this.keep(status);
  }

  private keep(status: Outcome): void {
    this.tried.set(status.name, status);
    this.known.set(status.name, Promise.resolve(status));
  }

  private async save(status: Outcome): Promise<void> {
    this.tried.set(status.name, status);
    const content = JSON.stringify({ key: await machineKey(), providers: [...this.tried.values()] }, null, 1);
    // A cache that can't be written costs a second at the next start, nothing more.
    await mkdir(this.cacheFolder, { recursive: true })
      .then(() => writeFileAtomically(this.cachePath, Buffer.from(content)))
      .catch(() => undefined);
  }
}

function onnxruntimeVersion(): string {
  const packageJson: unknown = createRequire(import.meta.url)('onnxruntime-node/package.json');
  return z.object({ version: z.string() }).parse(packageJson).version;
}

/** What a probe's result depends on. */
async function machineKey(): Promise<string> {
  const devices = (await graphicsDevices()).map(({ name, driver }) => `${name} ${driver}`);
  const vulkan = process.env['VK_ICD_FILENAMES'] ?? '';
  return [process.platform, process.arch, onnxruntimeVersion(), ...devices, vulkan].join('|');
}
