import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { HostRequest } from '../main/contract/host.ts';
import { scanFilesOf } from './scanFiles.ts';

/**
 * The scans that were asked for. Requests wait until a window listens; the scan on show is remembered, for a page or
 * an engine that was restarted has to get it again.
 */
export class Openings {
  readonly #send: (request: HostRequest) => void;
  readonly #waiting: string[] = [];
  #isListening = false;
  /** Set once the scan was opened, so that one that kills the engine on its way in is not tried for ever. */
  #shownPath: string | undefined;

  constructor(send: (request: HostRequest) => void) {
    this.#send = send;
  }

  open(paths: readonly string[]): void {
    if (this.#isListening) paths.forEach((path) => this.#ask(path));
    else this.#waiting.push(...paths);
  }

  /**
   * What was dropped or chosen, folders included: one scan is opened; of several a worklist is made, and the first is
   * opened.
   */
  async drop(paths: readonly string[]): Promise<void> {
    const scans = await scanFilesOf(paths);
    if (scans.length > 1)
      this.#send({ kind: 'list', scans: scans.map((path) => ({ entryId: randomUUID(), path })) });
    // An empty folder is opened as it is: the engine says what is wrong with it.
    this.open(scans.length > 0 ? scans.slice(0, 1) : paths.slice(0, 1));
  }

  /** A window is connected: what waited is opened, else the scan that was on show. Gives their names. */
  listen(): readonly string[] {
    this.#isListening = true;
    const shown = this.#shownPath === undefined ? [] : [this.#shownPath];
    const paths = this.#waiting.length > 0 ? this.#waiting.splice(0) : shown;
    this.#shownPath = undefined;
    paths.forEach((path) => this.#ask(path));
    return paths.map((path) => basename(path));
  }

  /** The page is gone: what is asked for now waits for the next one. */
  pause(): void {
    this.#isListening = false;
  }

  /** The engine has opened this scan. */
  opened(path: string): void {
    this.#shownPath = path;
  }

  /** The window shows no scan any more. */
  closed(): void {
    this.#shownPath = undefined;
  }

  #ask(path: string): void {
    this.#send({ kind: 'open', openId: randomUUID(), path });
  }
}
