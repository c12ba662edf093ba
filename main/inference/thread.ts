import { Worker } from 'node:worker_threads';
import { VolscopeError } from '../contract/errors.ts';
import { sentence, type Sentence } from '../contract/sentence.ts';
import { PortRunner, type Channel } from './portRunner.ts';

/**
 * A runner in a thread of this process: voxels and logits cross without a pipe, and this thread is free to load and save
 * while a network runs. Unlike a process of its own it can't be ended in mid-run, and a crash takes the process with it.
 * `entry` is the built main/inference/process.ts.
 */
export function threadInference(entry: string): { runner: PortRunner; end: () => Promise<void> } {
  const thread = new Worker(entry);
  const runner = new PortRunner();
  let ended = false;
  runner.attach({
    post: (message) => thread.postMessage(message),
    onMessage: (listener) => thread.on('message', listener),
    close: () => undefined,
  });
  const give = (why: Sentence) => {
    if (ended) return;
    ended = true;
    runner.attach(refusing(why));
  };
  thread.on('error', ({ message }) => give(sentence`${message}`));
  thread.on('exit', () => give(sentence`The thread that ran the network ended; start again.`));
  return {
    runner,
    end: async () => {
      ended = true;
      runner.detach(new VolscopeError('cancelled', sentence`The inference thread was ended.`));
      await thread.terminate();
    },
  };
}

/** What is asked after the thread has ended is answered with why. */
function refusing(why: Sentence): Channel {
  let answer: (reply: unknown) => void = () => undefined;
  return {
    post: ({ id }) => answer({ id, kind: 'failed', why }),
    onMessage: (listener) => (answer = listener),
    close: () => undefined,
  };
}
