import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { withEnding } from './fileNames.ts';
import type { SettingsStore } from './settings.ts';

const fileKinds: Readonly<Record<string, string>> = {
  '.nii.gz': 'NIfTI, compressed',
  '.stl': 'STL surface',
  '.obj': 'Wavefront OBJ',
  '.glb': 'glTF, binary',
  '.json': 'JSON report',
  '.pdf': 'PDF report',
  '.png': 'PNG picture',
  '.csv': 'CSV table',
};

/** Lets the user choose scans: their paths, none where the dialog was dismissed. */
export async function chooseScans(window: BrowserWindow): Promise<readonly string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open a CT scan',
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'NIfTI scans (.nii, .nii.gz)', extensions: ['nii', 'nii.gz', 'gz'] },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  return filePaths;
}

/** Lets the user choose a folder to write to; undefined where the dialog was dismissed. @param forWhat as the dialog's title says it */
export async function chooseFolder(
  window: BrowserWindow,
  forWhat: string,
  defaultPath?: string,
): Promise<string | undefined> {
  const { filePaths, canceled } = await dialog.showOpenDialog(window, {
    title: `Folder for ${forWhat}`,
    buttonLabel: 'Write here',
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
  const folder = exportFolder(settings) ?? app.getPath('documents');
  const { filePath, canceled } = await dialog.showSaveDialog(window, {
    defaultPath: join(folder, suggestedName),
    filters: [{ name: fileKinds[ending] ?? ending, extensions: [ending.slice(1)] }],
  });
  if (canceled || !filePath) return undefined;
  settings.update({ exportFolder: dirname(filePath) });
  const path = withEnding(filePath, ending);
  // The dialog asked about the name as it was typed, not about this one.
  if (path !== filePath && existsSync(path) && !(await mayReplace(window, path))) return undefined;
  return path;
}

async function mayReplace(window: BrowserWindow, path: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `Replace ${path}?`,
    detail: 'A file of this name exists already.',
    buttons: ['Replace', 'Keep'],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}
