import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether an exported model computes what it is asked, or keeps requests waiting. */
export interface HeldModel {
  /** From now on a request waits where its computing would begin. */
  readonly hold: () => void;
  /** Those that wait are computed, and others when they come. */
  readonly release: () => void;
}

const held = (file: string) => `

import os
import time

_answer = TritonPythonModel.answer


def _answer_when_released(self, request):
    while os.path.exists(${JSON.stringify(file)}):
        time.sleep(0.005)
    return _answer(self, request)


TritonPythonModel.answer = _answer_when_released
`;

/**
 * Changes an exported model (python backend) before a server loads it: tests hold its requests, so that what they do in the
 * middle of one is done in its middle on a busy machine too.
 */
export function makeHeld(repository: string, model: string): HeldModel {
  const file = join(repository, model, 'held');
  appendFileSync(join(repository, model, '1', 'model.py'), held(file));
  return { hold: () => writeFileSync(file, ''), release: () => rmSync(file, { force: true }) };
}

/**
 * How many requests wait in a server's queues: with a model of one instance that is held, all but one.
 * @param metrics the URL where the server counts
 */
export async function queuedRequests(metrics: string): Promise<number> {
  const text = await (await fetch(`${metrics}/metrics`)).text();
  const counts = text.matchAll(/^nv_inference_pending_request_count\{[^}]*\} (\d+)$/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}
