import { basename } from 'node:path';
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { MessageKey, Say } from './messages.ts';
import type { ShellCommand, WindowState } from '../main/contract/shell.ts';

export interface MenuActions {
  readonly open: () => void;
  readonly openSample: () => void;
  readonly openPath: (path: string) => void;
  readonly clearRecent: () => void;
  readonly command: (command: ShellCommand) => void;
}

/** The menu for what the window shows: what makes no sense there is greyed. */
export function buildMenu(
  say: Say,
  actions: MenuActions,
  recentPaths: readonly string[],
  state: WindowState,
): Menu {
  const isMac = process.platform === 'darwin';
  const item = (
    command: ShellCommand & MessageKey,
    enabled: boolean,
    extra: MenuItemConstructorOptions = {},
  ): MenuItemConstructorOptions => ({
    label: say(command),
    enabled,
    click: () => actions.command(command),
    ...extra,
  });
  // Keys that the page listens to itself are shown here, not taken.
  const pageKey = (accelerator: string) => ({ accelerator, registerAccelerator: false });

  const hasScan = state.scanName !== null;
  const isRunning = state.progress !== null;
  const recent: MenuItemConstructorOptions[] = recentPaths.map((path) => ({
    label: basename(path),
    click: () => actions.openPath(path),
  }));

  return Menu.buildFromTemplate([
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: say('file'),
      submenu: [
        { label: say('open'), accelerator: 'CmdOrCtrl+O', click: actions.open },
        {
          label: say('openRecent'),
          enabled: recent.length > 0,
          submenu: [
            ...recent,
            { type: 'separator' },
            { label: say('clearRecent'), click: actions.clearRecent },
          ],
        },
        { label: say('openSample'), click: actions.openSample },
        item('closeScan', hasScan, { accelerator: 'CmdOrCtrl+W' }),
        { type: 'separator' },
        {
          label: say('export'),
          submenu: [
            item('exportSeveral', hasScan, { accelerator: 'CmdOrCtrl+E' }),
            { type: 'separator' },
            item('exportMask', state.hasMask, { accelerator: 'CmdOrCtrl+S' }),
            item('exportContour', state.hasMask),
            item('exportSurface', state.hasMask),
            item('exportSurfaceObj', state.hasMask),
            item('exportSurfaceGlb', state.hasMask),
            item('exportReport', hasScan),
            item('exportPdf', hasScan),
            { type: 'separator' },
            item('exportPng', hasScan, { accelerator: 'CmdOrCtrl+P' }),
          ],
        },
        { type: 'separator' },
        item('showSettings', true, pageKey('CmdOrCtrl+,')),
        { type: 'separator' },
        isMac ? { role: 'close', label: say('closeWindow') } : { role: 'quit', label: say('quit') },
      ],
    },
    ...(isMac ? [{ role: 'editMenu' } as const] : []),
    {
      label: say('segmentation'),
      submenu: [
        item('segment', hasScan && !isRunning, { accelerator: 'CmdOrCtrl+Return' }),
        item('cancel', isRunning, pageKey('Escape')),
        { type: 'separator' },
        item('showModels', true, pageKey('Shift+M')),
        item('showProcessors', true),
        item('showServers', true),
      ],
    },
    {
      label: say('view'),
      submenu: [
        item('fit', hasScan, pageKey('Space')),
        item('showHeader', hasScan),
        { type: 'separator' },
        item('scaleUp', true, pageKey('CmdOrCtrl+=')),
        item('scaleDown', true, pageKey('CmdOrCtrl+-')),
        item('scaleReset', true, pageKey('CmdOrCtrl+0')),
        { type: 'separator' },
        { role: 'togglefullscreen', label: say('fullScreen') },
        { role: 'toggleDevTools', label: say('devTools') },
      ],
    },
    {
      label: say('help'),
      role: 'help',
      submenu: [item('toggleHelp', true, pageKey('?')), item('startTour', true)],
    },
  ]);
}
