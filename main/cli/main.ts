#!/usr/bin/env node
/** Entry of the `volscope` command. */
import { describeError, exitCodeOf } from '../contract/errors.ts';
import { makeProgram } from './program.ts';
import { superviseWorker } from './supervisor.ts';
import { endWithSupervisor, workerPast } from './worker.ts';

const [, , command] = process.argv;
const isWorker = workerPast() !== undefined;

if (command === 'segment' && !isWorker) {
  process.exitCode = await superviseWorker();
} else {
  if (isWorker) endWithSupervisor();
  process.exitCode = await runCommand();
}

async function runCommand(): Promise<number> {
  try {
    await makeProgram().parseAsync();
    return Number(process.exitCode ?? 0);
  } catch (error) {
    const { kind, message } = describeError(error);
    process.stderr.write(`error: ${message}\n`);
    return exitCodeOf(kind);
  }
}
