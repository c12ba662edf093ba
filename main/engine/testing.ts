import { join } from 'node:path';
import type { EngineEvent, EngineRequest } from '../contract/engine.ts';
import type { HostRequest } from '../contract/host.ts';
import type { PortRunner } from '../inference/portRunner.ts';
import { findModel, type ModelFolders } from '../models/index.ts';
import { builtPrograms } from '../models/testing/builtPrograms.ts';
import { ProviderLadder } from '../pipeline/providerLadder.ts';
import { Engine } from './engine.ts';

/** An engine whose default is the quick model (see batch/testing.ts), and all that it has told its window. */
export async function startQuickEngine(folders: ModelFolders, runner: PortRunner) {
  const cacheFolder = join(folders.home, 'cache');
  const ladder = new ProviderLadder(await findModel(folders, 'quick'), cacheFolder, () => runner);
  const tellHost = () => undefined;
  const engine = new Engine({
    ...{ folders, cacheFolder, defaultModelId: 'quick', runner, ladder, tellHost },
    importPrograms: builtPrograms,
  });
  const events: EngineEvent[] = [];
  const listeners = new Set<() => void>();
  const receive = engine.attachWindow((event) => {
    events.push(event);
    for (const listener of listeners) listener();
  });
  return {
    events,
    ofKind: <K extends EngineEvent['kind']>(kind: K) =>
      events.filter((event): event is Extract<EngineEvent, { kind: K }> => event.kind === kind),
    /** Waits for an event after which there is what is looked for. */
    until: <T>(found: () => T | undefined | false) =>
      new Promise<T>((resolve) => {
        const look = () => {
          const value = found();
          if (value === undefined || value === false) return;
          listeners.delete(look);
          resolve(value);
        };
        listeners.add(look);
        look();
      }),
    ask: (request: EngineRequest) => receive(request),
    host: (request: HostRequest) => engine.fromHost(request),
  };
}
