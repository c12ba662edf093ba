import { setTimeout as delay } from 'node:timers/promises';
import { VolscopeError } from '../../contract/errors.ts';
import { sentence, type Sentence } from '../../contract/sentence.ts';
import type { InferenceRunner, RunResult, SessionSpec, Tensors } from '../runner.ts';
import { AnswerMemory } from './answerMemory.ts';
import { connect } from './connect.ts';
import type { Endpoint, ServerAccess } from './endpoint.ts';
import { failureOfConnection, failureSentence, reasonOf, ServerFailure } from './failure.ts';
import type { InferOutput, ModelConfig, Protocol } from './protocol.ts';
import { NoSharedMemory, SharedMemory, type LocalRequest } from './sharedMemory.ts';
import { byteSizeOf, inputOf, tensorOf } from './tensors.ts';
import { transferSentence } from './transfer.ts';

export interface TritonRunnerOptions {
  /** `off` sends the tensors even where server and client share a machine. */
  readonly sharedMemory?: 'auto' | 'off';
  /** Told what will leave this process and where to, before it does. */
  readonly onSend?: (what: Sentence) => void;
  /** Told when the server was lost and is waited for. */
  readonly onRetry?: (why: Sentence) => void;
  /** How long a server that was lost in mid-request is waited for. */
  readonly recoveryMs?: number;
  /** How long an answer may take. */
  readonly timeoutMs?: number;
}

interface Answer {
  readonly outputs: readonly InferOutput[];
  /** Gives its memory back. */
  readonly release: () => void;
}

/** A lost request is sent again this often: a request that ends the server would end it each time. */
const RESENDS = 2;
const RECOVERY_MS = 30_000;
const POLL_MS = 250;
const POLL_TIMEOUT_MS = 2000;

/**
 * Runs graphs on a Triton server (or another that speaks KServe v2): `modelPath` of the session is the model's name there,
 * provider and threads are the server's business. A request that was lost with its connection is sent again when the server is
 * back, since a model keeps nothing of it. Several may be under way at once.
 */
export class TritonRunner implements InferenceRunner {
  readonly endpoint: Endpoint;
  private readonly protocol: Protocol;
  private readonly options: TritonRunnerOptions;
  /** Undefined where tensors are sent. */
  private memory: SharedMemory | undefined;
  private readonly answers = new AnswerMemory();
  private left: Promise<void> = Promise.resolve();
  private readonly outputBytes = new Map<string, Promise<ReadonlyMap<string, number>>>();

  /** Nothing is asked of the server yet. @throws VolscopeError('usage') if the URL is none. */
  constructor(access: ServerAccess, options: TritonRunnerOptions = {}) {
    const { endpoint, protocol } = connect(access);
    this.endpoint = endpoint;
    this.protocol = protocol;
    this.options = options;
    this.memory = options.sharedMemory === 'off' ? undefined : new SharedMemory(protocol);
  }

  /** "http" or "grpc", with "shared memory" while the server takes part in it. */
  get transport(): string {
    return this.memory ? `${this.endpoint.transport}, shared memory` : this.endpoint.transport;
  }

  /** Throws VolscopeError('inference') where the server has not got the model. */
  async load({ modelPath: model }: SessionSpec): Promise<void> {
    await this.sizesOf(model).catch((error: unknown) => {
      throw this.asSentence(error, model);
    });
  }

  /** A server has whole graphs; one that goes over a scan by windows runs on this computer. */
  runWindows(): Promise<RunResult> {
    return Promise.reject(
      new VolscopeError(
        'inference',
        sentence`A model that goes over the scan by windows is not run on servers; leave out --server.`,
      ),
    );
  }

  /**
   * Asks whether the server's model is the one that is meant.
   * @throws VolscopeError('inference') if its parameter `key` is not `value`, or it can't be told.
   */
  async expectParameter(model: string, key: string, value: string): Promise<void> {
    const { parameters } = await this.configOf(model);
    if (parameters[key] === value) return;
    throw new VolscopeError(
      'inference',
      sentence`The model "${model}" on the server at ${this.endpoint.url} is not the one that is installed here; export it to the server again.`,
    );
  }

  /** How many requests for a model the server computes at a time. Throws VolscopeError('inference'). */
  async instancesOf(model: string): Promise<number> {
    return (await this.configOf(model)).instances;
  }

  async run({ modelPath: model }: SessionSpec, feeds: Tensors, signal?: AbortSignal): Promise<RunResult> {
    try {
      await this.sizesOf(model);
      this.options.onSend?.(transferSentence(this.endpoint, feeds));
      const started = performance.now();
      const { outputs, release } = await this.inferPersistently(model, feeds, signal);
      return {
        outputs: Object.fromEntries(outputs.map((output) => [output.name, tensorOf(output)])),
        release,
        seconds: (performance.now() - started) / 1000,
        peakRssMb: process.resourceUsage().maxRSS / 1024,
      };
    } catch (error) {
      throw this.asSentence(error, model);
    }
  }

  /** Ends the connections, after the server has let go of what it shares with this process. */
  async close(): Promise<void> {
    this.leaveMemory();
    this.answers.close();
    await this.left;
    this.protocol.close();
  }

  /** Not waited for: other requests may still be using it. */
  private leaveMemory(): void {
    this.left = this.memory?.close() ?? this.left;
    this.memory = undefined;
  }

  private async inferPersistently(model: string, feeds: Tensors, signal?: AbortSignal): Promise<Answer> {
    for (let resends = 0; ; resends++) {
      try {
        return await this.infer(model, feeds, signal);
      } catch (error) {
        const isLost = error instanceof ServerFailure && error.kind === 'unavailable';
        if (!isLost || resends === RESENDS) throw error;
        this.options.onRetry?.(
          sentence`The server at ${this.endpoint.url} was lost (${reasonOf(error)}); waiting for it to come back.`,
        );
        await this.untilBack(model, error, signal);
      }
    }
  }

  private async infer(model: string, feeds: Tensors, signal?: AbortSignal): Promise<Answer> {
    const outputBytes = await this.sizesOf(model);
    const request: LocalRequest = {
      model,
      inputs: Object.entries(feeds).map(([name, tensor]) => inputOf(name, tensor)),
      outputs: [...outputBytes.keys()].map((name) => ({ name })),
    };
    // Not given back where a request fails: something may still be written to it.
    const { allocate, release } = this.answers.lend();
    const options = { signal, timeoutMs: this.options.timeoutMs, allocate };
    // The second try is for a server that was restarted: it knows nothing of the regions that it had.
    for (let tries = 0; this.memory && tries < 2; tries++) {
      try {
        return { outputs: await this.memory.infer(request, known(outputBytes), options), release };
      } catch (error) {
        if (error instanceof NoSharedMemory) break;
        if (!(error instanceof ServerFailure) || !/shared memory/i.test(error.message)) throw error;
      }
    }
    this.leaveMemory();
    return { outputs: await this.protocol.infer(request, options), release };
  }

  /** Polls until the model can be asked again; gives up with what it was lost by. */
  private async untilBack(model: string, lost: ServerFailure, signal?: AbortSignal): Promise<void> {
    this.outputBytes.clear();
    const deadline = performance.now() + (this.options.recoveryMs ?? RECOVERY_MS);
    while (performance.now() < deadline) {
      const options = { signal, timeoutMs: POLL_TIMEOUT_MS };
      if (await this.protocol.isModelReady(model, options).catch(() => false)) return;
      if (signal?.aborted) throw failureOfConnection(signal.reason);
      await delay(POLL_MS, undefined, { signal }).catch((error: unknown) => {
        throw failureOfConnection(error);
      });
    }
    throw lost;
  }

  /** The outputs of a model with their sizes, asked for once; -1 where a size varies. */
  private sizesOf(model: string): Promise<ReadonlyMap<string, number>> {
    const asked =
      this.outputBytes.get(model) ??
      this.protocol
        .modelMetadata(model)
        .then(({ outputs }) => new Map(outputs.map((output) => [output.name, byteSizeOf(output) ?? -1])));
    this.outputBytes.set(model, asked);
    asked.catch(() => this.outputBytes.delete(model));
    return asked;
  }

  private configOf(model: string): Promise<ModelConfig> {
    return this.protocol.modelConfig(model).catch((error: unknown) => {
      throw this.asSentence(error, model);
    });
  }

  private asSentence(error: unknown, model: string): unknown {
    return error instanceof ServerFailure ? failureSentence(error, this.endpoint.url, model) : error;
  }
}

function known(sizes: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  return new Map([...sizes].filter(([, size]) => size >= 0));
}
