#!/usr/bin/env node
/** Entry of the `volscope` command. */
import { describeError, exitCodes } from '../contract/errors.ts';
import { makeProgram } from './program.ts';
import { isWorker, superviseWorker } from './supervisor.ts';

const [, , command] = process.argv;

if (command === 'segment' && !isWorker()) {
  process.exitCode = await superviseWorker();
} else {
  process.exitCode = await runCommand();
}

async function runCommand(): Promise<number> {
  try {
    await makeProgram().parseAsync();
    return Number(process.exitCode ?? 0);
  } catch (error) {
    const { kind, message } = describeError(error);
    process.stderr.write(`error: ${message}\n`);
    return kind === 'defect' ? exitCodes.inference : exitCodes[kind];
  }
}
