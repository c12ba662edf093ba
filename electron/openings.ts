import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { HostRequest } from '../main/contract/host.ts';

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

  constructor(send: (request: HostRequest) => void) {
    this.#send = send;
  }

  open(paths: readonly string[]): void {
    if (this.#isListening) paths.forEach((path) => this.#ask(path));
    else this.#waiting.push(...paths);
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
    this.#openPaths.delete(openId);
  }

  #ask(path: string): void {
    this.#send({ kind: 'open', openId: randomUUID(), path });
  }
}
