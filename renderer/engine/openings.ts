import i18next from 'i18next';
import { dismissBanner, showError } from '../stores/app.ts';
import { shell } from './shell.ts';

/** Asks the shell to open something; what it refuses is shown. */
export function openWith(ask: () => Promise<void>): void {
  dismissBanner();
  ask().catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    showError(i18next.t('window:couldNotOpen', { reason }));
  });
}

/** Hands dropped or chosen files to the shell, which alone may read them. */
export function openFiles(files: readonly File[]): void {
  if (files.length === 0) return;
  openWith(async () => {
    if (!(await shell.openDropped(files))) showError(i18next.t('window:noFile'));
  });
}
