import i18next from 'i18next';
import { leavesComputer, type ServerDraft } from '../../main/contract/servers.ts';
import type { SavedServer } from '../../main/contract/shell.ts';
import { showError, useApp } from '../stores/app.ts';
import { findServer, useServers } from '../stores/servers.ts';
import { send } from './connection.ts';
import { saveSettings } from './settings.ts';
import { shell } from './shell.ts';

/** Adds a server, or changes one; the engine tests it. @returns what is wrong with it, if anything is */
export async function saveServer(
  draft: ServerDraft,
): Promise<Exclude<SavedServer['state'], 'saved'> | undefined> {
  const saved = await shell.saveServer(draft);
  if (saved.state !== 'saved') return saved.state;
  const { serverName } = useApp.getState();
  if (draft.replaces !== undefined && draft.replaces === serverName)
    useApp.setState({ serverName: draft.name });
  useServers.setState({ servers: saved.servers });
  return undefined;
}

export function removeServer(name: string): void {
  shell
    .removeServer(name)
    .then((servers) => {
      if (useApp.getState().serverName === name) useApp.setState({ serverName: null });
      useServers.setState({ servers });
    })
    .catch(() => showError(i18next.t('servers:notRemoved', { name })));
}

export function testServer(name: string): void {
  send({ kind: 'testServer', name });
}

export function changeFallback(serverFallback: boolean): void {
  useServers.setState({ fallback: serverFallback });
  saveSettings({ serverFallback });
}

/** Does what sends voxels to servers, after the user has been told of each, once and for ever, what leaves the computer. */
export function whenAgreed(names: readonly (string | null)[], then: () => void): void {
  const server = names
    .flatMap((name) => (name === null ? [] : (findServer(name) ?? [])))
    .find(({ url, agreed }) => leavesComputer(url) && !agreed);
  if (server) useServers.setState({ question: { server, then: () => whenAgreed(names, then) } });
  else then();
}

/** The answer to the question of `whenAgreed`. */
export function answerQuestion(yes: boolean): void {
  const { question } = useServers.getState();
  useServers.setState({ question: null });
  if (!question || !yes) return;
  const { name } = question.server;
  // The engine is told on the port that the request comes by as well: so it knows before that.
  send({ kind: 'agreeToServer', name });
  useServers.setState(({ servers }) => ({
    servers: servers.map((one) => (one.name === name ? { ...one, agreed: true } : one)),
  }));
  shell.agreeToServer(name).catch(() => showError(i18next.t('window:settingUnsaved')));
  question.then();
}
