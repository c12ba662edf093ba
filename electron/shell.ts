import { EventEmitter } from 'node:events';
import { basename, join } from 'node:path';
import { app, clipboard, dialog, Menu, shell as desktop, type BrowserWindow } from 'electron';
import type { HostEvent } from '../main/contract/host.ts';
import type { ExportResult, ShellCommand, StartInfo, WindowState } from '../main/contract/shell.ts';
import { commandChannel, recentNamesChannel } from './channels.ts';
import { chooseFolder, chooseScans, exportFolder } from './dialogs.ts';
import { Exporter, type ChooseDestination } from './exports.ts';
import { answerCalls } from './ipc.ts';
import { log } from './log.ts';
import { buildMenu } from './menu.ts';
import { Openings } from './openings.ts';
import { places } from './places.ts';
import { Processes } from './processes.ts';
import { RecentFiles } from './recentFiles.ts';
import type { SettingsStore } from './settings.ts';
import { createWindow } from './window.ts';

const emptyWindow: WindowState = { scanName: null, hasMask: false, progress: null, message: '' };
const pageDeathsBorne = 3;

/** The app while it runs: one window, the two processes behind it, and what passes between them and the desktop. */
export class Shell {
  readonly window: BrowserWindow;
  readonly openings: Openings;
  readonly exporter: Exporter;
  /** `state`: what the window shows has changed. `exported`: an export of the window has ended. */
  readonly events = new EventEmitter<{ state: [WindowState]; exported: [ExportResult] }>();
  readonly #home: string;
  readonly #settings: SettingsStore;
  readonly #recent: RecentFiles;
  readonly #processes: Processes;
  #state = emptyWindow;
  #notice: string | undefined;
  /** Where the worklist's results are written to; kept here for an engine that is started anew. */
  #listFolder: string | null = null;
  #pageDeaths = 0;

  constructor(home: string, settings: SettingsStore, chooseDestination: ChooseDestination) {
    this.#home = home;
    this.#settings = settings;
    this.#recent = new RecentFiles(settings, () => this.#showRecent());
    this.#processes = new Processes(home, {
      onEvent: (event) => this.#hear(event),
      onEngineDeath: (isBack) => this.#outliveEngine(isBack),
    });
    const send = this.#processes.send.bind(this.#processes);
    this.openings = new Openings(send);
    this.exporter = new Exporter(send, chooseDestination, () => exportFolder(settings));
    this.#processes.start();
    this.#answerWindow();
    this.window = createWindow(settings);
    this.window.webContents.on('render-process-gone', (_event, { reason }) => this.#outlivePage(reason));
    this.#updateMenu();
  }

  get state(): WindowState {
    return this.#state;
  }

  command(command: ShellCommand): void {
    this.window.webContents.send(commandChannel, command);
  }

  stop(): void {
    this.#processes.stop();
  }

  #answerWindow(): void {
    answerCalls(() => this.window, {
      start: () => this.#connect(),
      openDialog: () => this.#openByDialog(),
      openSample: () => this.openings.open([places.sample()]),
      openRecent: (index) => {
        const path = this.#recent.pathShownAt(index);
        if (path !== undefined) this.openings.open([path]);
      },
      openDropped: (paths) => this.openings.drop(paths),
      chooseListFolder: () => this.#chooseListFolder(),
      exportFile: async (request) => {
        const result = await this.exporter.exportFile(request);
        this.events.emit('exported', result);
        return result;
      },
      exportMade: (request) => this.exporter.exportMade(request),
      exportPdf: (request) => this.exporter.exportPdf(request),
      chooseExportFolder: () => this.#chooseExportFolder(),
      namesInUse: (names) => this.exporter.namesInUse(names),
      // It gives nothing back in Electron 33 and a promise in later ones.
      copyText: async (text) => await clipboard.writeText(text),
      showInFolder: () => {
        if (this.exporter.lastPath !== undefined) desktop.showItemInFolder(this.exporter.lastPath);
      },
      saveSettings: (changes) => this.#settings.update(changes),
      reportState: (state) => this.#show(state),
    });
  }

  #connect(): StartInfo {
    this.#processes.connectWindow(this.window.webContents, this.#notice);
    this.#notice = undefined;
    const { provider, modelId } = this.#settings.current;
    return {
      version: app.getVersion(),
      settings: { provider, modelId },
      recentNames: this.#recent.show(),
      opening: this.openings.listen(),
      listFolderName: this.#listFolderName,
      exportFolderName: this.#exportFolderName,
    };
  }

  get #listFolderName(): string | null {
    return this.#listFolder === null ? null : basename(this.#listFolder);
  }

  async #chooseListFolder(): Promise<string | null> {
    const path = await chooseFolder(this.window, 'masks, contours and reports');
    if (path !== undefined) {
      this.#listFolder = path;
      this.#processes.send({ kind: 'listFolder', path });
    }
    return this.#listFolderName;
  }

  get #exportFolderName(): string | null {
    const folder = exportFolder(this.#settings);
    return folder === undefined ? null : basename(folder);
  }

  async #chooseExportFolder(): Promise<string | null> {
    const path = await chooseFolder(this.window, 'exports', exportFolder(this.#settings));
    if (path !== undefined) this.#settings.update({ exportFolder: path });
    return this.#exportFolderName;
  }

  async #openByDialog(): Promise<void> {
    const paths = await chooseScans(this.window);
    if (paths.length > 0) await this.openings.drop(paths);
  }

  #hear(event: HostEvent): void {
    if (event.kind === 'openedPath') {
      this.openings.opened(event.openId, event.path);
      if (event.path !== places.sample()) this.#recent.add(event.path);
    } else if (event.kind === 'closedScan') this.openings.closed(event.scanId);
    else if (event.kind !== 'restartInference') this.exporter.hear(event);
  }

  #show(state: WindowState): void {
    const before = this.#state;
    this.#state = state;
    this.window.setTitle(state.scanName === null ? 'Volscope' : `${state.scanName} – Volscope`);
    this.window.setProgressBar(state.progress ?? -1);
    const isSameForMenu =
      (before.scanName === null) === (state.scanName === null) &&
      (before.progress === null) === (state.progress === null) &&
      before.hasMask === state.hasMask;
    if (!isSameForMenu) this.#updateMenu();
    this.events.emit('state', state);
  }

  #showRecent(): void {
    this.#updateMenu();
    this.window.webContents.send(recentNamesChannel, this.#recent.show());
  }

  #updateMenu(): void {
    const actions = {
      open: () => void this.#openByDialog(),
      openSample: () => this.openings.open([places.sample()]),
      openPath: (path: string) => this.openings.open([path]),
      clearRecent: () => this.#recent.clear(),
      command: (command: ShellCommand) => this.command(command),
    };
    Menu.setApplicationMenu(buildMenu(actions, this.#recent.paths, this.#state));
  }

  #outliveEngine(isBack: boolean): void {
    this.exporter.failAll(
      'The engine stopped while it was writing; the file was not written. Export it again.',
    );
    if (isBack) {
      const next =
        this.#state.scanName === null ? 'Open the scan again.' : 'The scan is opened again: segment it anew.';
      const notice = `The engine stopped unexpectedly and was started again. ${next}`;
      this.#processes.connectWindow(this.window.webContents, notice);
      this.#processes.send({ kind: 'listFolder', path: this.#listFolder });
      this.openings.listen();
    } else this.#tell('The engine stops each time it is started.');
  }

  #outlivePage(reason: string): void {
    log.error(`The page's process ended: ${reason}.`);
    this.#pageDeaths += 1;
    this.openings.pause();
    this.#show(emptyWindow);
    if (this.#pageDeaths <= pageDeathsBorne) {
      this.#notice = 'The window stopped unexpectedly and was loaded anew. The scan is opened again.';
      this.window.reload();
    } else this.#tell('The window stops each time it is loaded.');
  }

  #tell(what: string): void {
    void dialog.showMessageBox(this.window, {
      type: 'error',
      message: what,
      detail: `Close Volscope and start it again. If it happens again, the log says more: ${join(this.#home, 'logs')}`,
    });
  }
}
