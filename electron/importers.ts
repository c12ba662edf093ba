import { MessageChannelMain, type MessagePortMain } from 'electron';
import type { HostRequest } from '../main/contract/host.ts';
import { places } from './places.ts';
import { SupervisedProcess } from './supervisedProcess.ts';

/** The processes that import models, one for each import, and the engine's ports to them. */
export class Importers {
  readonly #env: NodeJS.ProcessEnv;
  readonly #toEngine: (request: HostRequest, ports?: MessagePortMain[]) => void;
  readonly #running = new Map<string, SupervisedProcess>();

  constructor(env: NodeJS.ProcessEnv, toEngine: (request: HostRequest, ports?: MessagePortMain[]) => void) {
    this.#env = env;
    this.#toEngine = toEngine;
  }

  start(taskId: string): void {
    const importer = new SupervisedProcess({
      name: 'importer',
      entry: places.importer(),
      env: this.#env,
      onDeath: () => {
        this.#running.delete(taskId);
        this.#toEngine({ kind: 'importerDied', taskId });
      },
    });
    this.#running.set(taskId, importer);
    importer.start();
    const { port1: enginesEnd, port2: importersEnd } = new MessageChannelMain();
    importer.send({ kind: 'engine' }, [importersEnd]);
    this.#toEngine({ kind: 'importer', taskId }, [enginesEnd]);
  }

  end(taskId: string): void {
    this.#running.get(taskId)?.stop();
    this.#running.delete(taskId);
  }

  /** The engine that asked for them is gone, or the app ends: what has arrived of a download is kept. */
  endAll(): void {
    for (const taskId of [...this.#running.keys()]) this.end(taskId);
  }
}
