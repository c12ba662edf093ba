import { dismissBanner, showError, showInfo } from '../stores/app.ts';
import { shell } from './shell.ts';

/** Asks the shell to open something; what it refuses is shown. */
export function openWith(ask: () => Promise<void>): void {
  dismissBanner();
  ask().catch((error: unknown) =>
    showError(`It could not be opened: ${error instanceof Error ? error.message : String(error)}`),
  );
}

/** Hands dropped or chosen files to the shell, which alone may read them. One scan is shown at a time. */
export function openFiles(files: readonly File[]): void {
  const [first, ...others] = files;
  if (!first) return;
  if (others.length > 0) {
    showInfo(
      `One scan is shown at a time: opening ${first.name}, the first of ${files.length} dropped files.`,
    );
  }
  openWith(() => shell.openDropped([first]));
}
