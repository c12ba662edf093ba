import { setTimeout as delay } from 'node:timers/promises';
import { allocateFresh } from './answerMemory.ts';
import { ServerFailure, type FailureKind } from './failure.ts';
import type {
  CallOptions,
  InferInput,
  InferOptions,
  InferOutput,
  InferRequest,
  Protocol,
} from './protocol.ts';
import { abandoned, hasSharedMemory, SharedRegion } from './sharedRegion.ts';

/** Regions kept for the next request: as many as instances usually are. */
const KEPT_REGIONS = 2;
/**
 * A tensor begins one cache line behind the start of a page, fit for a number of any type. Large memory of this process begins
 * at the start of a page or 16 bytes behind it, and a processor (AMD EPYC) that copies to a place those few bytes further in its
 * page than what it reads takes two and a half times as long: 71 ms for 315 MB out of a region, 27 ms so.
 */
const PAGE_BYTES = 4096;
const BEHIND_PAGE_BYTES = 64;
const RELEASE_POLL_MS = 1000;
/** How long closing waits for requests that nobody waits for any more. What is left then goes with the next client. */
const CLOSE_MS = 10_000;

/** The server does not see this machine's memory, or does not want to: tensors have to be sent. */
export class NoSharedMemory extends Error {}

/** Failures that would have met any other request too. */
const saysNothingOfMemory: ReadonlySet<FailureKind> = new Set(['unavailable', 'timeout', 'cancelled']);

/** Inputs whose data is here, not yet anywhere else. */
export type LocalRequest = Omit<InferRequest, 'inputs'> & {
  readonly inputs: readonly (InferInput & { readonly data: Uint8Array })[];
};

/** Requests whose tensors a server on the same machine finds in memory instead of in the request. */
export class SharedMemory {
  private readonly protocol: Protocol;
  private readonly regions = new Set<SharedRegion>();
  private readonly idle: SharedRegion[] = [];
  private readonly leaving = new Set<Promise<void>>();
  private swept: Promise<void> | undefined;
  private closed = false;

  constructor(protocol: Protocol) {
    this.protocol = protocol;
  }

  /**
   * @param outputBytes the size of each output; one whose size isn't known comes with the answer
   * @throws NoSharedMemory before anything was asked of the model, ServerFailure as the protocol does
   */
  async infer(
    request: LocalRequest,
    outputBytes: ReadonlyMap<string, number>,
    options?: InferOptions,
  ): Promise<InferOutput[]> {
    const layout = layoutOf(request, outputBytes);
    const region = await this.take(layout.byteSize, options);
    try {
      for (const { data, at } of layout.inputs) await region.write(data, at);
      const slice = (at: number, byteSize: number) => ({ region: region.name, offset: at, byteSize });
      const answer = await this.protocol.infer(
        {
          model: request.model,
          inputs: request.inputs.map((input, n) => ({
            ...input,
            data: slice(layout.inputs[n].at, input.data.byteLength),
          })),
          outputs: request.outputs.map(({ name }) => {
            const place = layout.outputs.get(name);
            return place ? { name, into: slice(place.at, place.byteSize) } : { name };
          }),
        },
        options,
      );
      const outputs = await Promise.all(
        answer.map(async (output) => {
          const place = layout.outputs.get(output.name);
          if (!place) return output;
          const data = (options?.allocate ?? allocateFresh)(place.byteSize);
          await region.read(data, place.at);
          return { ...output, data };
        }),
      );
      await this.giveBack(region);
      return outputs;
    } catch (error) {
      // The server may still write to it: it must not serve another request.
      await this.discard(region);
      throw error;
    }
  }

  /**
   * Has the server let go of every region. Requests under way keep theirs until they are done; one that a request uses of which
   * nobody waits is waited for, but not for long.
   */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.idle].map((region) => this.discard(region)));
    const limit = new AbortController();
    await Promise.race([
      Promise.all(this.leaving),
      delay(CLOSE_MS, undefined, { signal: limit.signal }).catch(() => undefined),
    ]);
    limit.abort();
  }

  private async take(byteSize: number, options?: CallOptions): Promise<SharedRegion> {
    const kept = this.idle.findIndex((region) => region.byteSize >= byteSize);
    if (kept >= 0) return this.idle.splice(kept, 1)[0];
    if (!(await hasSharedMemory())) throw new NoSharedMemory('This system has no shared memory.');
    await (this.swept ??= this.sweep());
    const region = await SharedRegion.create(byteSize).catch((cause: unknown) => {
      throw new NoSharedMemory('The shared memory is full.', { cause });
    });
    try {
      // Not within the request's own time: a server that is told and not listened to would keep the region.
      await this.protocol.registerRegion(region.name, region.key, byteSize, { signal: options?.signal });
      await region.unlink();
    } catch (cause) {
      this.letGo(region.name);
      await region.close();
      if (cause instanceof ServerFailure && saysNothingOfMemory.has(cause.kind)) throw cause;
      throw new NoSharedMemory("The server has no part in this machine's memory.", { cause });
    }
    this.regions.add(region);
    return region;
  }

  private async giveBack(region: SharedRegion): Promise<void> {
    if (this.closed) return this.discard(region);
    this.idle.push(region);
    this.idle.sort((a, b) => a.byteSize - b.byteSize);
    if (this.idle.length > KEPT_REGIONS) await this.discard(this.idle[0]);
  }

  private async discard(region: SharedRegion): Promise<void> {
    if (!this.regions.delete(region)) return;
    const at = this.idle.indexOf(region);
    if (at >= 0) this.idle.splice(at, 1);
    this.letGo(region.name);
    await region.close();
  }

  private letGo(name: string): void {
    const leaving = this.release(name).finally(() => this.leaving.delete(leaving));
    this.leaving.add(leaving);
  }

  /** A server keeps a region for as long as a request uses it, be the client gone: it is asked until it lets go. */
  private async release(name: string): Promise<void> {
    for (let waitMs = 50; ; waitMs = Math.min(2 * waitMs, RELEASE_POLL_MS)) {
      const refusal = await this.protocol.unregisterRegion(name).then(
        () => undefined,
        (error: Error) => error.message,
      );
      // A server that is gone, or knows nothing of it any more, has let go of it too.
      if (refusal === undefined || !/in use/i.test(refusal)) return;
      await delay(waitMs, undefined, { ref: false });
    }
  }

  /** A client that was killed can't say goodbye: the next one on this machine does it in its place. */
  private async sweep(): Promise<void> {
    const names = await this.protocol.regions().catch(() => []);
    for (const name of abandoned(names)) await this.protocol.unregisterRegion(name).catch(() => undefined);
  }
}

interface Layout {
  readonly inputs: readonly { readonly data: Uint8Array; readonly at: number }[];
  readonly outputs: ReadonlyMap<string, { readonly at: number; readonly byteSize: number }>;
  readonly byteSize: number;
}

/** One tensor after the other. */
function layoutOf({ inputs, outputs }: LocalRequest, outputBytes: ReadonlyMap<string, number>): Layout {
  let end = 0;
  const place = (byteSize: number): number => {
    const at = Math.ceil(end / PAGE_BYTES) * PAGE_BYTES + BEHIND_PAGE_BYTES;
    end = at + byteSize;
    return at;
  };
  const placedInputs = inputs.map(({ data }) => ({ data, at: place(data.byteLength) }));
  const placedOutputs = outputs.flatMap(({ name }) => {
    const byteSize = outputBytes.get(name);
    return byteSize === undefined ? [] : [[name, { at: place(byteSize), byteSize }] as const];
  });
  return { inputs: placedInputs, outputs: new Map(placedOutputs), byteSize: end };
}
