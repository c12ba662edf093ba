import { fork, type Serializable } from 'node:child_process';
import { VolscopeError } from '../contract/errors.ts';
import { sentence, type Sentence } from '../contract/sentence.ts';
import type { InferenceRequest } from '../contract/inference.ts';
import { PortRunner, type Channel } from './portRunner.ts';

export interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Options of Node's. */
  readonly execArgv?: readonly string[];
  /** Told in a sentence that it ended. */
  readonly onExit?: (why: Sentence) => void;
}

/**
 * An inference process (or another that is served alike) forked from plain Node, and the way to talk to it. `entry` is the built
 * main/inference/process.ts.
 */
export function forkChannel<Request extends Serializable = InferenceRequest>(
  entry: string,
  { env = process.env, execArgv = [], onExit = () => undefined }: ForkOptions = {},
): { channel: Channel<Request>; end: () => void } {
  const child = fork(entry, {
    env,
    execArgv: [...execArgv],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.on('exit', (code, signal) =>
    onExit(sentence`The inference process ended (${signal ?? `code ${code}`}).`),
  );
  const end = () => void child.kill('SIGKILL');
  const channel: Channel<Request> = {
    // To one that is gone nothing can be said; `onExit` tells.
    post: (message) => void (child.connected && child.send(message)),
    onMessage: (listener) => child.on('message', listener),
    close: end,
  };
  return { channel, end };
}

/** A runner in such a process of its own: the CLI's way to try a provider that may crash. */
export function forkInference(
  entry: string,
  env: NodeJS.ProcessEnv = process.env,
): { runner: PortRunner; end: () => void } {
  const runner = new PortRunner();
  const lost = (why: Sentence) => runner.detach(new VolscopeError('inference', why));
  runner.attach(forkChannel(entry, { env, onExit: lost }).channel);
  return {
    runner,
    end: () => runner.detach(new VolscopeError('cancelled', sentence`The inference process was ended.`)),
  };
}
