import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { ShellApi, ShellCall, ShellCommand } from '../main/contract/shell.ts';
import { callChannel, commandChannel, portChannel, recentNamesChannel } from './channels.ts';

const call = (name: ShellCall, ...args: unknown[]) => ipcRenderer.invoke(callChannel(name), ...args);

function subscribe<Message>(channel: string, listener: (message: Message) => void): () => void {
  const hear = (_event: unknown, message: Message) => listener(message);
  ipcRenderer.on(channel, hear);
  return () => ipcRenderer.off(channel, hear);
}

const api: ShellApi = {
  start: () => call('start'),
  openDialog: () => call('openDialog'),
  openSample: () => call('openSample'),
  openRecent: (index) => call('openRecent', index),
  reopen: (scanId) => call('reopen', scanId),
  openDropped: async (files) => {
    const paths = files.map((file) => webUtils.getPathForFile(file as File)).filter((path) => path !== '');
    if (paths.length > 0) await call('openDropped', paths);
    return paths.length > 0;
  },
  chooseListFolder: () => call('chooseListFolder'),
  chooseModel: (kind) => call('chooseModel', kind),
  exportFile: (request) => call('exportFile', request),
  exportMade: (request) => call('exportMade', request),
  exportPdf: (request) => call('exportPdf', request),
  chooseExportFolder: () => call('chooseExportFolder'),
  namesInUse: (names) => call('namesInUse', names),
  copyText: (text) => call('copyText', text),
  showInFolder: () => call('showInFolder'),
  saveSettings: (changes) => call('saveSettings', changes),
  chooseAuthority: () => call('chooseAuthority'),
  saveServer: (draft) => call('saveServer', draft),
  removeServer: (name) => call('removeServer', name),
  agreeToServer: (name) => call('agreeToServer', name),
  reportState: (state) => call('reportState', state),
  onCommand: (listener) => subscribe<ShellCommand>(commandChannel, listener),
  onRecentNames: (listener) => subscribe<readonly string[]>(recentNamesChannel, listener),
};
contextBridge.exposeInMainWorld('volscope', api);

// A MessagePort can't cross the context bridge; a window message can carry it.
ipcRenderer.on(portChannel, (event) => {
  window.postMessage(portChannel, window.location.origin, [...event.ports]);
});
