import { fork } from 'node:child_process';
import { VolscopeError } from '../contract/errors.ts';
import { PortRunner } from './portRunner.ts';

/**
 * A runner in a forked Node process of its own (the CLI's way to try a provider that may crash). `entry` is the built
 * main/inference/process.ts.
 */
export function forkInference(
  entry: string,
  env: NodeJS.ProcessEnv = process.env,
): { runner: PortRunner; end: () => void } {
  const child = fork(entry, { env, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const runner = new PortRunner();
  runner.attach({
    post: (message) => child.send(message),
    onMessage: (listener) => child.on('message', listener),
    close: () => child.kill('SIGKILL'),
  });
  child.on('exit', (code, signal) =>
    runner.detach(
      new VolscopeError('inference', `The inference process ended (${signal ?? `code ${code}`}).`),
    ),
  );
  return {
    runner,
    end: () => runner.detach(new VolscopeError('cancelled', 'The inference process was ended.')),
  };
}
