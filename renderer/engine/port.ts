import { engineEventSchema, type EngineEvent, type EngineRequest } from '../../main/contract/engine.ts';
import { enginePortMessage } from '../../main/contract/shell.ts';

/** The engine at the other end of a MessagePort: typed both ways, and what comes in is checked. */
export interface EnginePort {
  send(request: EngineRequest): void;
}

/**
 * Waits for the port that the preload passes on (again after the engine was restarted) and hands each event to
 * `onEvent`. A message that is not one of the contract's is reported, never acted upon.
 */
export function listenForEngine(
  onConnected: (port: EnginePort) => void,
  onEvent: (event: EngineEvent) => void,
): void {
  let current: MessagePort | null = null;
  window.addEventListener('message', (message: MessageEvent<unknown>) => {
    const port = message.ports[0];
    if (message.source !== window || message.data !== enginePortMessage || !port) return;
    current?.close();
    current = port;
    port.onmessage = ({ data }: MessageEvent<unknown>) => {
      const parsed = engineEventSchema.safeParse(data);
      if (parsed.success) onEvent(parsed.data);
      else console.error('The engine sent a message that is not of the contract:', parsed.error.message);
    };
    onConnected({ send: (request) => port.postMessage(request) });
  });
}
