import type { HostRequest } from '../main/contract/host.ts';
import {
  serverDraftSchema,
  type Server,
  type ServerDraft,
  type ServerSummary,
} from '../main/contract/servers.ts';
import type { SavedServer } from '../main/contract/shell.ts';
import { authorityOf } from './authorities.ts';
import type { ServerTokens } from './serverTokens.ts';
import type { SettingsStore } from './settings.ts';

/** The inference servers of the settings with their tokens: changed by the window, told to the engine. */
export class ServerAccounts {
  readonly #settings: SettingsStore;
  readonly #tokens: ServerTokens;
  readonly #send: (request: HostRequest) => void;

  constructor(settings: SettingsStore, tokens: ServerTokens, send: (request: HostRequest) => void) {
    this.#settings = settings;
    this.#tokens = tokens;
    this.#send = send;
  }

  /** As a window may see them. */
  list(): ServerSummary[] {
    return this.#servers.map((server) => ({
      ...server,
      token: this.#tokens.of(server.name) === undefined ? 'none' : this.#tokens.keeps,
    }));
  }

  /** To be called when either has changed, and when the engine was started. */
  tellEngine(): void {
    const servers = this.#servers.map((server) => ({ ...server, token: this.#tokens.of(server.name) }));
    this.#send({ kind: 'servers', servers, fallBack: this.#settings.current.serverFallback });
  }

  /**
   * Adds a server, or changes one. A token and an agreement belong to the address that they were given for: another URL
   * loses both.
   */
  save(draft: ServerDraft): SavedServer {
    const { name, url, token, authority, replaces } = serverDraftSchema.parse(draft);
    const old = this.#servers.find((server) => server.name === replaces);
    if (name !== old?.name && this.#servers.some((server) => server.name === name))
      return { state: 'nameTaken' };
    const trusted = authority === undefined ? old?.authority : authorityOf(authority);
    if (authority && !trusted) return { state: 'noCertificate' };
    const isSamePlace = old?.url === url;
    const kept = isSamePlace ? this.#tokens.of(old.name) : undefined;
    if (old && old.name !== name) this.#tokens.set(old.name, undefined);
    this.#tokens.set(name, (token ?? kept) || undefined);
    const server: Server = { name, url, agreed: isSamePlace && old.agreed };
    if (trusted) server.authority = trusted;
    const servers = old
      ? this.#servers.map((one) => (one === old ? server : one))
      : [...this.#servers, server];
    const { serverName } = this.#settings.current;
    return {
      state: 'saved',
      servers: this.#change(servers, old && serverName === old.name ? name : serverName),
    };
  }

  remove(name: string): ServerSummary[] {
    this.#tokens.set(name, undefined);
    const { serverName } = this.#settings.current;
    const rest = this.#servers.filter((server) => server.name !== name);
    return this.#change(rest, serverName === name ? null : serverName);
  }

  agree(name: string): ServerSummary[] {
    return this.#change(
      this.#servers.map((server) => (server.name === name ? { ...server, agreed: true } : server)),
      this.#settings.current.serverName,
    );
  }

  get #servers(): readonly Server[] {
    return this.#settings.current.servers;
  }

  #change(servers: Server[], serverName: string | null): ServerSummary[] {
    this.#settings.update({ servers, serverName });
    this.tellEngine();
    return this.list();
  }
}
