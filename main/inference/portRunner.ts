import { VolscopeError } from '../contract/errors.ts';
import { sentence, sentenceSchema } from '../contract/sentence.ts';
import type { InferenceReply, InferenceRequest, TensorMessage, WindowPlan } from '../contract/inference.ts';
import type { InferenceRunner, RunResult, SessionSpec, Tensors } from './runner.ts';
import type { WindowOptions } from './slidingWindow.ts';

/** The part of a MessagePort, or of a child process, that a conversation needs. */
export interface Channel<Request = InferenceRequest> {
  post(message: Request): void;
  onMessage(listener: (message: unknown) => void): void;
  close(): void;
}

type FinalReply = Exclude<InferenceReply, { kind: 'failed' | 'window' }>;

interface Waiting {
  readonly resolve: (reply: FinalReply) => void;
  readonly reject: (error: Error) => void;
  readonly onWindow?: (done: number, total: number) => void;
}

/**
 * Runs graphs in another process. While none is there (it died, or it is being replaced after a cancel) requests wait
 * for the next one; those under way when it ends are rejected.
 */
export class PortRunner implements InferenceRunner {
  private channel: Channel | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private readonly untilReady: (() => void)[] = [];
  private lastId = 0;

  /** Takes over a fresh inference process. */
  attach(channel: Channel): void {
    this.detach(new VolscopeError('inference', sentence`The inference process was replaced.`));
    this.channel = channel;
    channel.onMessage((message) => this.settle(message as InferenceReply));
    for (const ready of this.untilReady.splice(0)) ready();
  }

  /** The process is gone: whatever was asked of it fails with `reason`. */
  detach(reason: VolscopeError): void {
    this.channel?.close();
    this.channel = undefined;
    const lost = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of lost) reject(reason);
  }

  get busy(): boolean {
    return this.waiting.size > 0;
  }

  async load(spec: SessionSpec): Promise<void> {
    await this.ask((id) => ({ id, kind: 'load', ...spec }));
  }

  async run(spec: SessionSpec, feeds: Tensors): Promise<RunResult> {
    const reply = await this.ask((id) => ({ id, kind: 'run', ...spec, feeds }));
    return finished(reply);
  }

  /** A cancel ends the process (`detach`), so that `options.signal` need not be looked at. */
  async runWindows(
    spec: SessionSpec,
    input: TensorMessage,
    plan: WindowPlan,
    options: WindowOptions = {},
  ): Promise<RunResult> {
    const request = (id: number): InferenceRequest => ({ id, kind: 'runWindows', ...spec, input, plan });
    return finished(await this.ask(request, options.onWindow));
  }

  private async ask(
    request: (id: number) => InferenceRequest,
    onWindow?: Waiting['onWindow'],
  ): Promise<FinalReply> {
    while (!this.channel) await new Promise<void>((ready) => this.untilReady.push(ready));
    const id = ++this.lastId;
    const channel = this.channel;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, onWindow });
      channel.post(request(id));
    });
  }

  private settle(reply: InferenceReply): void {
    const waiting = this.waiting.get(reply.id);
    if (reply.kind === 'window') {
      waiting?.onWindow?.(reply.done, reply.total);
      return;
    }
    this.waiting.delete(reply.id);
    if (reply.kind === 'failed')
      waiting?.reject(new VolscopeError('inference', sentenceSchema.parse(reply.why)));
    else waiting?.resolve(reply);
  }
}

function finished(reply: FinalReply): RunResult {
  if (reply.kind !== 'done') throw new Error(`The inference process answered a run with "${reply.kind}".`);
  return reply;
}
