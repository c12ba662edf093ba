import { basename } from 'node:path';
import { app } from 'electron';
import type { SettingsStore } from './settings.ts';

const longest = 10;

/** The scans opened last, newest first: paths stay here, a window gets names. */
export class RecentFiles {
  readonly #settings: SettingsStore;
  readonly #onChange: () => void;
  /** What the window was last told: its indices stay valid while newer files are added. */
  #shown: readonly string[] = [];

  constructor(settings: SettingsStore, onChange: () => void) {
    this.#settings = settings;
    this.#onChange = onChange;
  }

  get paths(): readonly string[] {
    return this.#settings.current.recentFiles;
  }

  add(path: string): void {
    const others = this.paths.filter((other) => other !== path);
    this.#settings.update({ recentFiles: [path, ...others].slice(0, longest) });
    app.addRecentDocument(path);
    this.#onChange();
  }

  clear(): void {
    this.#settings.update({ recentFiles: [] });
    app.clearRecentDocuments();
    this.#onChange();
  }

  /** Names for a window, in the order of the indices that it may send back. */
  show(): readonly string[] {
    this.#shown = this.paths;
    return this.#shown.map((path) => basename(path));
  }

  pathShownAt(index: number): string | undefined {
    return this.#shown[index];
  }
}
