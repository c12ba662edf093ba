import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { HostRequest } from '../main/contract/host.ts';
import { scanFilesOf } from './scanFiles.ts';

/** So many files are looked at beside each other; more are worked through. */
const FEW = 4;

const MANY_CLOSED = 20;

/**
 * The scans that were asked for. Requests wait until a window listens; the open ones are remembered, for a page or an
 * engine that was restarted has to get them again.
 */
export class Openings {
  readonly #send: (request: HostRequest) => void;
  readonly #waiting: string[] = [];
  #isListening = false;
  /** By openId. Set once a scan was opened, so that one that kills the engine on its way in is not tried for ever. */
  readonly #openPaths = new Map<string, string>();
  /** Of the scans that were closed last, by openId: a reader may want one back. */
  readonly #closedPaths = new Map<string, string>();

  constructor(send: (request: HostRequest) => void) {
    this.#send = send;
  }

  open(paths: readonly string[]): void {
    if (this.#isListening) paths.forEach((path) => this.#ask(path));
    else this.#waiting.push(...paths);
  }

  /**
   * What was dropped or chosen. A few files are opened, each; of a folder, or of many, a worklist is made and the first is
   * opened.
   */
  async drop(paths: readonly string[]): Promise<void> {
    const scans = await scanFilesOf(paths);
    const hasFolder = scans.length !== paths.length || scans.some((path, n) => path !== paths[n]);
    // An empty folder is opened as it is: the engine says what is wrong with it.
    if (scans.length === 0) return this.open(paths.slice(0, 1));
    if (!hasFolder && scans.length <= FEW) return this.open(scans);
    const entries = scans.map((path) => ({ entryId: randomUUID(), path }));
    this.#send({ kind: 'list', scans: entries });
    // Under its entry's id: what is on screen and its row in the list are one scan.
    this.#ask(entries[0].path, entries[0].entryId);
  }

  /** A window is connected: the scans that were open are opened again, then what waited. Gives their names. */
  listen(): readonly string[] {
    this.#isListening = true;
    const paths = [...this.#openPaths.values(), ...this.#waiting.splice(0)];
    this.#openPaths.clear();
    paths.forEach((path) => this.#ask(path));
    return paths.map((path) => basename(path));
  }

  /** The page is gone: what is asked for now waits for the next one. */
  pause(): void {
    this.#isListening = false;
  }

  /** The engine has opened this scan. */
  opened(openId: string, path: string): void {
    this.#openPaths.set(openId, path);
  }

  /** The scan is not open any more. */
  closed(openId: string): void {
    const path = this.#openPaths.get(openId);
    this.#openPaths.delete(openId);
    if (path === undefined) return;
    this.#closedPaths.set(openId, path);
    const [oldest] = this.#closedPaths.keys();
    if (this.#closedPaths.size > MANY_CLOSED && oldest !== undefined) this.#closedPaths.delete(oldest);
  }

  /** Opens a scan again that was closed. */
  reopen(openId: string): void {
    const path = this.#closedPaths.get(openId);
    if (path !== undefined) this.open([path]);
  }

  #ask(path: string, openId: string = randomUUID()): void {
    this.#send({ kind: 'open', openId, path });
  }
}
