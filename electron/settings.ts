import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { settingsSchema, type Settings } from '../main/contract/shell.ts';

/** The settings of `<home>/settings.json`: read once, written whole at every change. */
export class SettingsStore {
  readonly #file: string;
  #settings: Settings;

  /** A file that can't be understood is set aside as `<file>.broken`, and the defaults hold. */
  constructor(file: string) {
    this.#file = file;
    this.#settings = readSettings(file);
  }

  get current(): Settings {
    return this.#settings;
  }

  update(changes: Partial<Settings>): void {
    this.#settings = settingsSchema.parse({ ...this.#settings, ...changes });
    writeAtomically(this.#file, `${JSON.stringify(this.#settings, null, 2)}\n`);
  }
}

function readSettings(file: string): Settings {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return settingsSchema.parse({});
  }
  try {
    return settingsSchema.parse(JSON.parse(text));
  } catch {
    renameSync(file, `${file}.broken`);
    return settingsSchema.parse({});
  }
}

/** Readers see the old text or the new one, whatever happens in between. */
export function writeAtomically(file: string, text: string): void {
  const beside = `${file}.${process.pid}.tmp`;
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(beside, 'w');
  writeFileSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(beside, file);
}
