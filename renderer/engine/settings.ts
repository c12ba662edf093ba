import i18next from 'i18next';
import { showError, useApp } from '../stores/app.ts';
import { shell } from './shell.ts';

/** Changes settings in the window and keeps them for the next start. */
export function changeSettings(changes: Parameters<typeof shell.saveSettings>[0]): void {
  useApp.setState(changes);
  shell.saveSettings(changes).catch(() => showError(i18next.t('window:settingUnsaved')));
}
