import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { log } from './log.ts';

export interface ProcessPlan {
  readonly name: string;
  readonly entry: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onMessage?: (message: unknown) => void;
  /** It died by itself. `isComingBack` is false where it died at once several times: it is then left alone. */
  readonly onDeath: (code: number, isComingBack: boolean) => void;
}

const earlyDeathMs = 3_000;
const earlyDeathsBorne = 3;

/** A utility process that comes back when it dies, unless it dies at once each time. */
export class SupervisedProcess {
  readonly #plan: ProcessPlan;
  #child: UtilityProcess | undefined;
  #earlyDeaths = 0;

  constructor(plan: ProcessPlan) {
    this.#plan = plan;
  }

  /** Starts it, in the place of the one that runs, if any. */
  start(): void {
    this.stop();
    const { name, entry, env, onMessage, onDeath } = this.#plan;
    const startedAt = Date.now();
    const child = utilityProcess.fork(entry, [], { serviceName: `volscope-${name}`, env, stdio: 'pipe' });
    this.#child = child;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => log.warn(`${name}:`, text.trimEnd()));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => log.info(`${name}:`, text.trimEnd()));
    child.on('message', (message) => onMessage?.(message));
    child.once('exit', (code) => {
      if (this.#child !== child) return;
      this.#child = undefined;
      log.error(`The ${name} process ended with code ${code}.`);
      this.#earlyDeaths = Date.now() - startedAt < earlyDeathMs ? this.#earlyDeaths + 1 : 0;
      onDeath(code, this.#earlyDeaths < earlyDeathsBorne);
    });
  }

  send(message: unknown, ports: MessagePortMain[] = []): void {
    this.#child?.postMessage(message, ports);
  }

  /** Ends it at once: a native call can't be interrupted, and there is nothing to save in it. */
  stop(): void {
    const child = this.#child;
    this.#child = undefined;
    if (!child) return;
    if (child.pid === undefined) child.kill();
    else process.kill(child.pid, 'SIGKILL');
  }
}
