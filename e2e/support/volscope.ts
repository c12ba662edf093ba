import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

export interface Volscope {
  readonly electron: ElectronApplication;
  readonly page: Page;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Set by scripts/e2e.mjs: how Electron has to be started on this machine. */
const flags = (process.env['VOLSCOPE_TEST_FLAGS'] ?? '').split(' ').filter((flag) => flag !== '');

export function launchArguments(files: readonly string[], moreFlags: readonly string[] = []): string[] {
  return [...flags, ...moreFlags, root, ...files];
}

/**
 * Who draws: this machine's processor (Chromium's own software renderer), or nobody. Then WebGL's calls go through Chromium as
 * on any computer and end in a driver of Mesa that does nothing, so that what is measured is the app. The window stays empty.
 */
export type Drawing = 'software' | 'none';

const drawnByNobody = {
  // Of a switch that is given twice Chromium takes the last.
  flags: ['--use-angle=gl-egl'],
  env: { GALLIUM_NOOP: 'true' },
};

export async function launchVolscope(
  home: string,
  files: readonly string[],
  drawing: Drawing = 'software',
): Promise<Volscope> {
  const nobody = drawing === 'none' ? drawnByNobody : null;
  const electron = await _electron.launch({
    args: launchArguments(files, nobody?.flags),
    env: { ...definedEnv(), ...nobody?.env, VOLSCOPE_HOME: home },
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

/** Processor time that a process has taken so far, on all its threads, in ms. Systems count it in steps of some 10 ms. */
export async function processorMs({ electron }: Volscope, name: ProcessName): Promise<number> {
  const seconds = await electron.evaluate(
    ({ app }, wanted) => app.getAppMetrics().find((metric) => metric.name === wanted)?.cpu.cumulativeCPUUsage,
    name,
  );
  return 1000 * (seconds ?? NaN);
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
