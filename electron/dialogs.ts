import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { withEnding } from './fileNames.ts';
import { speaker, type MessageKey, type Say } from './messages.ts';
import type { SettingsStore } from './settings.ts';

const fileKinds: Readonly<Record<string, MessageKey>> = {
  '.nii.gz': 'niiGz',
  '.stl': 'stl',
  '.obj': 'obj',
  '.glb': 'glb',
  '.json': 'json',
  '.pdf': 'pdf',
  '.png': 'png',
  '.csv': 'csv',
};

/** Lets the user choose scans: their paths, none where the dialog was dismissed. */
export async function chooseScans(window: BrowserWindow, say: Say): Promise<readonly string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: say('openTitle'),
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: say('scans'), extensions: ['nii', 'nii.gz', 'gz'] },
      { name: say('allFiles'), extensions: ['*'] },
    ],
  });
  return filePaths;
}

/** Lets the user choose models to import: no system but macOS has files and folders in one dialog. */
export async function chooseModelPaths(
  window: BrowserWindow,
  kind: 'file' | 'folder',
  say: Say,
): Promise<readonly string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: say(kind === 'file' ? 'modelTitle' : 'modelFolderTitle'),
    buttonLabel: say('import'),
    properties: [kind === 'file' ? 'openFile' : 'openDirectory'],
    filters:
      kind === 'file'
        ? [
            {
              name: say('modelFiles'),
              extensions: ['zip', 'onnx', 'pt', 'pth', 'ts'],
            },
            { name: say('allFiles'), extensions: ['*'] },
          ]
        : [],
  });
  return filePaths;
}

/** Lets the user choose a folder to write to; undefined where the dialog was dismissed. */
export async function chooseFolder(
  window: BrowserWindow,
  say: Say,
  title: MessageKey,
  defaultPath?: string,
): Promise<string | undefined> {
  const { filePaths, canceled } = await dialog.showOpenDialog(window, {
    title: say(title),
    buttonLabel: say('writeHere'),
    defaultPath,
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? undefined : filePaths[0];
}

/** The folder of the last export, while it is there. */
export function exportFolder(settings: SettingsStore): string | undefined {
  const { exportFolder: kept } = settings.current;
  return kept !== undefined && existsSync(kept) ? kept : undefined;
}

/** Lets the user choose where a file goes, beginning in the folder of the last export. */
export async function chooseDestination(
  window: BrowserWindow,
  settings: SettingsStore,
  suggestedName: string,
  ending: string,
): Promise<string | undefined> {
  const say = speaker(settings);
  const kind = fileKinds[ending];
  const folder = exportFolder(settings) ?? app.getPath('documents');
  const { filePath, canceled } = await dialog.showSaveDialog(window, {
    defaultPath: join(folder, suggestedName),
    filters: [{ name: kind ? say(kind) : ending, extensions: [ending.slice(1)] }],
  });
  if (canceled || !filePath) return undefined;
  settings.update({ exportFolder: dirname(filePath) });
  const path = withEnding(filePath, ending);
  // The dialog asked about the name as it was typed, not about this one.
  if (path !== filePath && existsSync(path) && !(await mayReplace(window, path, say))) return undefined;
  return path;
}

async function mayReplace(window: BrowserWindow, path: string, say: Say): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: say('replaceFile', { path }),
    detail: say('fileExists'),
    buttons: [say('replace'), say('keep')],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}
