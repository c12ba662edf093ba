import { create } from 'zustand';
import type { EngineEvent } from '../../main/contract/engine.ts';
import type { ServerSummary } from '../../main/contract/servers.ts';

/** How a server stands; its `test` is null while it is being tested. */
export type ServerFinding = Pick<Extract<EngineEvent, { kind: 'server' }>, 'test' | 'models'>;

interface ServersState {
  readonly servers: readonly ServerSummary[];
  /** By the server's name, once the engine has said. */
  readonly findings: Readonly<Record<string, ServerFinding>>;
  /** Where the connection to a server is lost, this computer goes on. */
  readonly fallback: boolean;
  /** What leaves the computer for this server is to be agreed to first; then what was meant is done. */
  readonly question: { readonly server: ServerSummary; readonly then: () => void } | null;
}

export const useServers = create<ServersState>()(() => ({
  servers: [],
  findings: {},
  fallback: true,
  question: null,
}));

/** The ids of the models that a server has and that are installed here too: these can be run there. */
export function runnableModels(finding: ServerFinding | undefined): readonly string[] {
  return finding?.models.flatMap(({ modelId }) => modelId ?? []) ?? [];
}

export function findServer(name: string): ServerSummary | undefined {
  return useServers.getState().servers.find((server) => server.name === name);
}

export function putFinding(name: string, finding: ServerFinding): void {
  useServers.setState(({ findings }) => ({ findings: { ...findings, [name]: finding } }));
}
