import i18next from 'i18next';
import { showError, useApp } from '../stores/app.ts';
import { shell } from './shell.ts';

type SettingChanges = Parameters<typeof shell.saveSettings>[0];

/** Keeps settings for the next start. */
export function saveSettings(changes: SettingChanges): void {
  shell.saveSettings(changes).catch(() => showError(i18next.t('window:settingUnsaved')));
}

/** Changes what runs and where, in the window and for the next start. */
export function changeSettings(changes: Pick<SettingChanges, 'provider' | 'modelId' | 'serverName'>): void {
  useApp.setState(changes);
  saveSettings(changes);
}
