import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { writeAtomically } from './settings.ts';

/** What the system has for secrets: its keychain, behind Electron's safeStorage. */
export interface Vault {
  isAvailable(): boolean;
  encrypt(text: string): Buffer;
  /** @throws where it was encrypted by another user or on another machine */
  decrypt(bytes: Buffer): string;
}

const fileSchema = z.record(z.string(), z.string());

/**
 * The bearer tokens of servers, by the server's name. With a vault they are kept encrypted in a file, without one in this
 * process alone: never as they are on the disk.
 */
export class ServerTokens {
  readonly #file: string;
  readonly #vault: Vault;
  #tokens: Map<string, string> | undefined;

  /** Nothing is read or asked of the vault before a token is wanted: a keychain may ask the user. */
  constructor(file: string, vault: Vault) {
    this.#file = file;
    this.#vault = vault;
  }

  /** How long a token that is given now is kept. */
  get keeps(): 'kept' | 'untilClosed' {
    return this.#vault.isAvailable() ? 'kept' : 'untilClosed';
  }

  of(name: string): string | undefined {
    return this.#all().get(name);
  }

  /** Keeps a server's token; undefined: it has none. */
  set(name: string, token: string | undefined): void {
    const tokens = this.#all();
    if (tokens.get(name) === token) return;
    if (token === undefined) tokens.delete(name);
    else tokens.set(name, token);
    this.#write(tokens);
  }

  #all(): Map<string, string> {
    this.#tokens ??= new Map(this.#read());
    return this.#tokens;
  }

  /** What can't be decrypted any more is gone: the user has to give it again. */
  #read(): [string, string][] {
    let text: string;
    try {
      text = readFileSync(this.#file, 'utf8');
    } catch {
      return [];
    }
    try {
      if (!this.#vault.isAvailable()) return [];
      const entries = Object.entries(fileSchema.parse(JSON.parse(text)));
      return entries.map(([name, bytes]) => [name, this.#vault.decrypt(Buffer.from(bytes, 'base64'))]);
    } catch {
      return [];
    }
  }

  #write(tokens: ReadonlyMap<string, string>): void {
    if (!this.#vault.isAvailable()) return;
    const entries = [...tokens].map(([name, token]) => [name, this.#vault.encrypt(token).toString('base64')]);
    if (entries.length === 0) rmSync(this.#file, { force: true });
    else writeAtomically(this.#file, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
  }
}
