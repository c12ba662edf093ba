import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { hostEventSchema, type HostEvent, type HostRequest } from '../main/contract/host.ts';
import type { EngineEvent } from '../main/contract/engine.ts';
import { portChannel } from './channels.ts';
import { log } from './log.ts';
import { places } from './places.ts';
import { SupervisedProcess } from './supervisedProcess.ts';

export interface ProcessEvents {
  readonly onEvent: (event: HostEvent) => void;
  /** The engine died, with everything it held. Where it is back, a window has to be connected to it again. */
  readonly onEngineDeath: (isBack: boolean) => void;
}

/** The engine and the inference process: started, connected to each other and to a window, started again. */
export class Processes {
  readonly #engine: SupervisedProcess;
  readonly #inference: SupervisedProcess;

  constructor(home: string, { onEvent, onEngineDeath }: ProcessEvents) {
    const env = { ...process.env, VOLSCOPE_HOME: home, VOLSCOPE_MODELS: places.models() };
    this.#engine = new SupervisedProcess({
      name: 'engine',
      entry: places.engine(),
      env,
      onMessage: (message) => this.#hear(message, onEvent),
      onDeath: (_code, isComingBack) => {
        if (isComingBack) this.start();
        onEngineDeath(isComingBack);
      },
    });
    this.#inference = new SupervisedProcess({
      name: 'inference',
      entry: places.inference(),
      env,
      onDeath: (code, isComingBack) => {
        this.send({ kind: 'inferenceDied', code });
        if (isComingBack) this.#startInference();
      },
    });
  }

  /** Starts both, in the place of those that run. */
  start(): void {
    this.#engine.start();
    this.#startInference();
  }

  stop(): void {
    this.#inference.stop();
    this.#engine.stop();
  }

  send(request: HostRequest, ports: MessagePortMain[] = []): void {
    this.#engine.send(request, ports);
  }

  /** Gives the window and the engine a port to each other. `notice` is a sentence that the window shows first. */
  connectWindow(contents: WebContents, notice?: string): void {
    const { port1: windowsEnd, port2: enginesEnd } = new MessageChannelMain();
    if (notice) {
      const event: EngineEvent = { kind: 'notice', message: notice };
      enginesEnd.postMessage(event);
    }
    const request: HostRequest = { kind: 'window' };
    this.#engine.send(request, [enginesEnd]);
    contents.postMessage(portChannel, null, [windowsEnd]);
  }

  #hear(message: unknown, onEvent: (event: HostEvent) => void): void {
    const event = hostEventSchema.safeParse(message);
    if (!event.success) log.error('The engine sent what main does not understand:', event.error.message);
    else if (event.data.kind === 'restartInference') this.#startInference();
    else onEvent(event.data);
  }

  #startInference(): void {
    this.#inference.start();
    const { port1: enginesEnd, port2: inferencesEnd } = new MessageChannelMain();
    const request: HostRequest = { kind: 'inference' };
    this.#inference.send({ kind: 'engine' }, [inferencesEnd]);
    this.#engine.send(request, [enginesEnd]);
  }
}
