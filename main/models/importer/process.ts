/**
 * Entry of an importer: a process that imports one model and is ended then. Served over a MessagePort that Electron's main
 * process sends, or over the IPC channel of a forked Node process.
 */
import { importerRequestSchema, type ImporterReply, type ImporterRequest } from '../../contract/importer.ts';
import { volscopeHome } from '../../home.ts';
import { runImport } from './runImport.ts';

interface UtilityPort {
  on(event: 'message', listener: (message: { data: unknown; ports: UtilityPort[] }) => void): void;
  postMessage(message: ImporterReply): void;
  start?(): void;
}

const folders = { bundled: process.env['VOLSCOPE_MODELS'] ?? '', home: volscopeHome() };

function serve(tell: (reply: ImporterReply) => void): (message: unknown) => void {
  const controller = new AbortController();
  let takeTurn = (): void => undefined;
  const turn = new Promise<void>((taken) => (takeTurn = taken));
  const handle = (request: ImporterRequest): void => {
    if (request.kind === 'turn') takeTurn();
    else if (request.kind === 'cancel') controller.abort();
    else void runImport(request, folders, { tell, turn, signal: controller.signal });
  };
  return (message) => handle(importerRequestSchema.parse(message));
}

const parentPort = (process as unknown as { parentPort?: UtilityPort }).parentPort;
if (parentPort) {
  parentPort.on('message', ({ ports: [port] }) => {
    const hear = serve((reply) => port.postMessage(reply));
    port.on('message', ({ data }) => hear(data));
    port.start?.();
  });
} else {
  const hear = serve((reply) => process.send?.(reply));
  process.on('message', hear);
  process.on('disconnect', () => process.exit(0));
}
