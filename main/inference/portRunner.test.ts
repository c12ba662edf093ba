import { expect, test } from 'vitest';
import { describeError, VolscopeError } from '../contract/errors.ts';
import type { InferenceRequest } from '../contract/inference.ts';
import { sentence } from '../contract/sentence.ts';
import { PortRunner } from './portRunner.ts';

const spec = { modelPath: 'a.onnx', provider: 'cpu', threads: 1 } as const;

/** A runner whose process answers every request with this, as it is after it crossed a port. */
function answeredBy(reply: (request: InferenceRequest) => unknown): PortRunner {
  const runner = new PortRunner();
  let listen: (message: unknown) => void = () => undefined;
  runner.attach({
    post: (request) => listen(structuredClone(reply(request))),
    onMessage: (listener) => (listen = listener),
    close: () => undefined,
  });
  return runner;
}

test('why a run failed comes from the process as a sentence that can be translated', async () => {
  const why = sentence`The network failed on ${'cpu'}: ${'out of memory'}`;
  const runner = answeredBy(({ id }) => ({ id, kind: 'failed', why }));
  const error: unknown = await runner.load(spec).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(VolscopeError);
  expect(describeError(error)).toEqual({
    kind: 'inference',
    message: 'The network failed on cpu: out of memory',
  });
  expect((error as VolscopeError).sentence).toEqual(why);
});
