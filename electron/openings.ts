import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { HostRequest } from '../main/contract/host.ts';

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
