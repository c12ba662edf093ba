import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { definedEnv } from './volscope.ts';

const cli = fileURLToPath(new URL('../../dist/main/cli.mjs', import.meta.url));

/** Runs the command line of this build; what it prints to standard output. */
export async function runCli(home: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args], {
    env: { ...definedEnv(), VOLSCOPE_HOME: home },
  });
  return stdout;
}
