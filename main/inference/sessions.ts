import type { InferenceSession } from 'onnxruntime-node';
import { VolscopeError } from '../contract/errors.ts';
import { sentence } from '../contract/sentence.ts';
import type { TensorMessage, WindowPlan } from '../contract/inference.ts';
import type { ProviderName } from '../contract/provider.ts';
import type { InferenceRunner, RunResult, SessionSpec, Tensors } from './runner.ts';
import { slideWindows, type WindowOptions } from './slidingWindow.ts';

/** Sessions kept at a time: the graph in use and the one before; each holds its weights and its arena. */
const MAX_SESSIONS = 2;

/** onnxruntime's own names for the providers. */
const backendNames: Readonly<Record<ProviderName, string>> = {
  tensorrt: 'tensorrt',
  cuda: 'cuda',
  directml: 'dml',
  coreml: 'coreml',
  webgpu: 'webgpu',
  cpu: 'cpu',
};

/** Loaded when first needed: the native library takes a tenth of a second that `volscope info` need not wait for. */
async function onnxruntime() {
  return import('onnxruntime-node');
}

/**
 * Runs graphs in this very process, keeping the last sessions. `run` blocks the process: onnxruntime-node computes inside
 * the call.
 */
export class SessionRunner implements InferenceRunner {
  private readonly sessions = new Map<string, Promise<InferenceSession>>();

  async load(spec: SessionSpec): Promise<void> {
    await this.session(spec);
  }

  async run(spec: SessionSpec, feeds: Tensors): Promise<RunResult> {
    const session = await this.session(spec);
    const { Tensor } = await onnxruntime();
    const started = performance.now();
    try {
      const inputs = Object.fromEntries(
        Object.entries(feeds).map(([name, { type, data, dims }]) => [name, new Tensor(type, data, dims)]),
      );
      const results = await session.run(inputs);
      return {
        outputs: Object.fromEntries(
          Object.entries(results).map(([name, tensor]) => [name, toMessage(tensor)]),
        ),
        seconds: (performance.now() - started) / 1000,
        peakRssMb: process.resourceUsage().maxRSS / 1024,
      };
    } catch (cause) {
      throw runError(spec, cause);
    }
  }

  async runWindows(
    spec: SessionSpec,
    input: TensorMessage,
    plan: WindowPlan,
    options?: WindowOptions,
  ): Promise<RunResult> {
    const session = await this.session(spec);
    const { Tensor } = await onnxruntime();
    const started = performance.now();
    const [inputName, outputName] = [session.inputNames[0], session.outputNames[0]];
    const runWindow = async (window: Float32Array): Promise<Float32Array> => {
      const results = await session
        .run({ [inputName]: new Tensor('float32', window, [1, 1, ...plan.shapeKji]) })
        .catch((cause: unknown) => {
          throw runError(spec, cause);
        });
      const { data } = toMessage(results[outputName]);
      return data instanceof Float32Array ? data : Float32Array.from(data);
    };
    const output = await slideWindows(input, plan, runWindow, options);
    return {
      outputs: { [plan.decide ? 'labels' : 'logits']: output },
      seconds: (performance.now() - started) / 1000,
      peakRssMb: process.resourceUsage().maxRSS / 1024,
    };
  }

  /** Frees every session and what it holds on its device. */
  async release(): Promise<void> {
    const open = [...this.sessions.values()];
    this.sessions.clear();
    await Promise.allSettled(open.map(async (session) => (await session).release()));
  }

  private session(spec: SessionSpec): Promise<InferenceSession> {
    const key = `${spec.provider}|${spec.threads}|${spec.modelPath}`;
    const kept = this.sessions.get(key) ?? createSession(spec);
    // Re-inserting keeps the map in order of use, oldest first.
    this.sessions.delete(key);
    this.sessions.set(key, kept);
    kept.catch(() => this.sessions.delete(key));
    for (const [oldest, session] of this.sessions) {
      if (this.sessions.size <= MAX_SESSIONS) break;
      this.sessions.delete(oldest);
      void session.then((unused) => unused.release()).catch(() => undefined);
    }
    return kept;
  }
}

async function createSession(spec: SessionSpec): Promise<InferenceSession> {
  if (spec.provider === 'triton') throw new Error("A server's model was asked of this process.");
  const { InferenceSession } = await onnxruntime();
  try {
    return await InferenceSession.create(spec.modelPath, {
      executionProviders: [backendNames[spec.provider]],
      graphOptimizationLevel: 'all',
      intraOpNumThreads: spec.threads,
      // Planning the arena ahead nearly doubled the peak (728 against 444 MB) and saved no time that could be measured.
      enableMemPattern: false,
      // Errors reach the user through exceptions; warnings of optional providers would only alarm.
      logSeverityLevel: 3,
    });
  } catch (cause) {
    throw new VolscopeError(
      'inference',
      sentence`${spec.provider} can't run the network: ${firstLine(cause)}`,
      {
        cause,
      },
    );
  }
}

function runError({ provider }: SessionSpec, cause: unknown): VolscopeError {
  return new VolscopeError('inference', sentence`The network failed on ${provider}: ${firstLine(cause)}`, {
    cause,
  });
}

function toMessage(tensor: { type: string; data: unknown; dims: readonly number[] }): TensorMessage {
  if (tensor.data instanceof Float32Array) return { type: 'float32', data: tensor.data, dims: tensor.dims };
  if (tensor.data instanceof Int16Array) return { type: 'int16', data: tensor.data, dims: tensor.dims };
  throw new VolscopeError('model', sentence`The network gives ${tensor.type} values; float32 was expected.`);
}

/** onnxruntime's message without the place in its source that it begins with. */
function firstLine(cause: unknown): string {
  const [line] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
  return line.replace(/^.*\bwas false\. /, '');
}
