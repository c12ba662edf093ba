import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

export interface Volscope {
  readonly electron: ElectronApplication;
  readonly page: Page;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Set by scripts/e2e.mjs: how Electron has to be started on this machine. */
const flags = (process.env['VOLSCOPE_TEST_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');

export function launchArguments(files: readonly string[]): string[] {
  return [...flags, root, ...files];
}

export async function launchVolscope(home: string, files: readonly string[]): Promise<Volscope> {
  const electron = await _electron.launch({
    args: launchArguments(files),
    env: { ...definedEnv(), VOLSCOPE_HOME: home },
  });
  return { electron, page: await electron.firstWindow() };
}

export type ProcessName = 'volscope-engine' | 'volscope-inference';

/** The process's id; undefined while it is not there. */
export async function processId({ electron }: Volscope, name: ProcessName): Promise<number | undefined> {
  return electron.evaluate(
    ({ app }, wanted) => app.getAppMetrics().find((metric) => metric.name === wanted)?.pid,
    name,
  );
}

/** Ends a process as the system does when memory runs out. */
export async function killProcess(volscope: Volscope, name: ProcessName): Promise<number> {
  const pid = await processId(volscope, name);
  if (pid === undefined) throw new Error(`There is no ${name} to kill.`);
  process.kill(pid, 'SIGKILL');
  return pid;
}

export function definedEnv(): Record<string, string> {
  const entries = Object.entries(process.env);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
