import { nativeTheme, type BrowserWindow } from 'electron';
import type { SettingsStore } from './settings.ts';

/** What a window shows before its page is drawn: the page's own ground, so that nothing flashes. */
export const groundColour = () => (nativeTheme.shouldUseDarkColors ? '#101317' : '#e9edf1');

/** Native title bars, menus and dialogs, and `prefers-color-scheme` of the page, follow the theme of the settings. */
export function applyTheme(settings: SettingsStore): void {
  nativeTheme.themeSource = settings.current.appearance.theme;
}

/** Draws the window's page at the size that the settings ask for. */
export function applyScale(settings: SettingsStore, window: BrowserWindow): void {
  window.webContents.setZoomFactor(settings.current.appearance.scalePercent / 100);
}
