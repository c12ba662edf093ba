/**
 * Entry of the engine process of the app. Electron's main process sends it paths to open and ports: one to its window, one
 * to the inference process.
 */
import { fileURLToPath } from 'node:url';
import type { EngineEvent } from './contract/engine.ts';
import { hostRequestSchema, type HostEvent, type HostRequest } from './contract/host.ts';
import { Engine } from './engine/engine.ts';
import { cacheFolder, volscopeHome } from './home.ts';
import { PortRunner, type Channel } from './inference/portRunner.ts';
import { findModel, sweepLeftovers } from './models/index.ts';
import { pruneGraphs } from './pipeline/graphCache.ts';
import { ProviderLadder } from './pipeline/providerLadder.ts';

interface Port {
  on(event: 'message', listener: (message: { data: unknown; ports: Port[] }) => void): void;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

const DEFAULT_MODEL = 'spleen-monai-tutorial';

const host = (process as unknown as { parentPort: Port }).parentPort;
const home = volscopeHome();
const folders = { bundled: process.env['VOLSCOPE_MODELS'] ?? '', home };
/** Built beside this one. */
const program = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const runner = new PortRunner();
void sweepLeftovers(folders, Date.now());
void pruneGraphs(cacheFolder(home), folders);
const engine = findModel(folders, DEFAULT_MODEL).then(
  (model) =>
    new Engine({
      folders,
      importPrograms: { importer: program('importer.mjs'), inference: program('inference.mjs') },
      cacheFolder: cacheFolder(home),
      defaultModelId: DEFAULT_MODEL,
      runner,
      ladder: new ProviderLadder(model, cacheFolder(home), () => runner),
      tellHost: (event: HostEvent) => host.postMessage(event),
    }),
);

host.on('message', ({ data, ports: [port] }) => {
  void engine.then((ready) => {
    if (!port) void ready.fromHost(data);
    else attach(ready, hostRequestSchema.parse(data), port);
  });
});

function attach(ready: Engine, request: HostRequest, port: Port): void {
  if (request.kind === 'window') attachWindow(ready, port);
  else ready.attachInference(channelOf(port));
}

function attachWindow(ready: Engine, port: Port): void {
  const receive = ready.attachWindow((event: EngineEvent) => port.postMessage(event));
  port.on('message', ({ data }) => receive(data));
  port.start();
}

function channelOf(port: Port): Channel {
  port.start();
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
    close: () => port.close(),
  };
}
