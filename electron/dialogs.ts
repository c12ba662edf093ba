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

/** Lets the user choose models to import: no system but macOS has files and folders in one dialog. */
export async function chooseModelPaths(
  window: BrowserWindow,
  kind: 'file' | 'folder',
): Promise<readonly string[]> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: kind === 'file' ? 'Import a model' : 'Import the folder of a MONAI bundle',
    buttonLabel: 'Import',
    properties: [kind === 'file' ? 'openFile' : 'openDirectory'],
    filters:
      kind === 'file'
        ? [
            {
              name: 'MONAI bundles, ONNX networks, PyTorch weights',
              extensions: ['zip', 'onnx', 'pt', 'pth', 'ts'],
            },
            { name: 'All files', extensions: ['*'] },
          ]
        : [],
  });
  return filePaths;
}

/** Lets the user choose the folder for the worklist's results; undefined where the dialog was dismissed. */
export async function chooseFolder(window: BrowserWindow): Promise<string | undefined> {
  const { filePaths, canceled } = await dialog.showOpenDialog(window, {
    title: 'Folder for masks, contours and reports',
    buttonLabel: 'Write here',
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? undefined : filePaths[0];
}

/** Lets the user choose where a file goes, beginning in the folder of the last export. */
export async function chooseDestination(
  window: BrowserWindow,
  settings: SettingsStore,
  suggestedName: string,
  ending: string,
): Promise<string | undefined> {
  const kept = settings.current.exportFolder;
  const folder = kept !== undefined && existsSync(kept) ? kept : app.getPath('documents');
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
