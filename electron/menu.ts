import { basename } from 'node:path';
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { ShellCommand, WindowState } from '../main/contract/shell.ts';

export interface MenuActions {
  readonly open: () => void;
  readonly openSample: () => void;
  readonly openPath: (path: string) => void;
  readonly clearRecent: () => void;
  readonly command: (command: ShellCommand) => void;
}

/** The menu for what the window shows: what makes no sense there is greyed. */
export function buildMenu(actions: MenuActions, recentPaths: readonly string[], state: WindowState): Menu {
  const isMac = process.platform === 'darwin';
  const item = (
    label: string,
    command: ShellCommand,
    enabled: boolean,
    extra: MenuItemConstructorOptions = {},
  ): MenuItemConstructorOptions => ({ label, enabled, click: () => actions.command(command), ...extra });
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
      label: '&File',
      submenu: [
        { label: 'Open…', accelerator: 'CmdOrCtrl+O', click: actions.open },
        {
          label: 'Open Recent',
          enabled: recent.length > 0,
          submenu: [...recent, { type: 'separator' }, { label: 'Clear', click: actions.clearRecent }],
        },
        { label: 'Open the Sample Scan', click: actions.openSample },
        item('Close Scan', 'closeScan', hasScan, { accelerator: 'CmdOrCtrl+W' }),
        { type: 'separator' },
        {
          label: 'Export',
          submenu: [
            item('Several Files…', 'export', hasScan, { accelerator: 'CmdOrCtrl+E' }),
            { type: 'separator' },
            item('Mask (.nii.gz)…', 'exportMask', state.hasMask, { accelerator: 'CmdOrCtrl+S' }),
            item('Contour (.nii.gz)…', 'exportContour', state.hasMask),
            item('Surface (.stl)…', 'exportSurface', state.hasMask),
            item('Surfaces by Segment (.obj)…', 'exportSurfaceObj', state.hasMask),
            item('Surfaces by Segment (.glb)…', 'exportSurfaceGlb', state.hasMask),
            item('Report (.json)…', 'exportReport', hasScan),
            item('Report (.pdf)…', 'exportPdf', hasScan),
            { type: 'separator' },
            item('Screenshot (.png)…', 'exportPng', hasScan, { accelerator: 'CmdOrCtrl+P' }),
          ],
        },
        { type: 'separator' },
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    ...(isMac ? [{ role: 'editMenu' } as const] : []),
    {
      label: '&Segmentation',
      submenu: [
        item('Segment', 'segment', hasScan && !isRunning, { accelerator: 'CmdOrCtrl+Return' }),
        item('Cancel', 'cancel', isRunning, pageKey('Escape')),
        { type: 'separator' },
        item('Processors…', 'showProcessors', true),
      ],
    },
    {
      label: '&View',
      submenu: [
        item('Fit to Window', 'fit', hasScan, pageKey('Space')),
        { type: 'separator' },
        { role: 'togglefullscreen' },
        { role: 'toggleDevTools' },
      ],
    },
    { label: '&Help', role: 'help', submenu: [item('Keys and Mouse', 'toggleHelp', true, pageKey('?'))] },
  ]);
}
