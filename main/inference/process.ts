/**
 * Entry of the inference process: onnxruntime sessions and nothing else, so that it can be ended at any moment.
 * Served over a MessagePort that Electron's main process sends, over the IPC channel of a forked Node process, or to the
 * process that this is a thread of.
 */
import { parentPort as threadPort, type TransferListItem } from 'node:worker_threads';
import { sentenceOf } from '../contract/errors.ts';
import { inferenceRequestSchema, type InferenceReply } from '../contract/inference.ts';
import { SessionRunner } from './sessions.ts';

interface UtilityPort {
  on(event: 'message', listener: (message: { data: unknown; ports: UtilityPort[] }) => void): void;
  postMessage(message: InferenceReply): void;
  start?(): void;
}

const runner = new SessionRunner();

async function answer(message: unknown, tell: (reply: InferenceReply) => void): Promise<InferenceReply> {
  const request = inferenceRequestSchema.parse(message);
  const { id } = request;
  try {
    if (request.kind === 'load') {
      await runner.load(request);
      return { id, kind: 'loaded' };
    }
    if (request.kind === 'runWindows') {
      const onWindow = (done: number, total: number) => tell({ id, kind: 'window', done, total });
      return {
        id,
        kind: 'done',
        ...(await runner.runWindows(request, request.input, request.plan, { onWindow })),
      };
    }
    return { id, kind: 'done', ...(await runner.run(request, request.feeds)) };
  } catch (error) {
    return { id, kind: 'failed', why: sentenceOf(error) };
  }
}

function serve(
  listen: (listener: (message: unknown) => void) => void,
  reply: (message: InferenceReply) => void,
): void {
  // One at a time: a run takes every core, two would only hold twice the memory.
  let last = Promise.resolve();
  listen((message) => {
    last = last.then(async () => reply(await answer(message, reply)));
  });
}

/** What nothing here needs any more is handed over instead of copied. */
function outputBuffers(message: InferenceReply): TransferListItem[] {
  if (message.kind !== 'done') return [];
  return Object.values(message.outputs).map(({ data }) => data.buffer as ArrayBuffer);
}

const parentPort = (process as unknown as { parentPort?: UtilityPort }).parentPort;
if (parentPort) {
  parentPort.on('message', ({ ports: [port] }) => {
    serve(
      (listener) => port.on('message', ({ data }) => listener(data)),
      (message) => port.postMessage(message),
    );
    port.start?.();
  });
} else if (threadPort) {
  const port = threadPort;
  serve(
    (listener) => port.on('message', listener),
    (message) => port.postMessage(message, outputBuffers(message)),
  );
} else {
  serve(
    (listener) => process.on('message', listener),
    (message) => process.send?.(message),
  );
  process.on('disconnect', () => process.exit(0));
}
