import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { basename, join } from 'node:path';
import { app, clipboard, dialog, Menu, shell as desktop, type BrowserWindow } from 'electron';
import type { HostEvent } from '../main/contract/host.ts';
import type {
  ExportResult,
  PageSettings,
  ShellCommand,
  StartInfo,
  WindowState,
} from '../main/contract/shell.ts';
import { applyScale, applyTheme, groundColour } from './appearance.ts';
import { chooseAuthority } from './chooseAuthority.ts';
import { commandChannel, recentNamesChannel } from './channels.ts';
import { chooseFolder, chooseModelPaths, chooseScans, exportFolder } from './dialogs.ts';
import { Exporter, type ChooseDestination } from './exports.ts';
import { answerCalls } from './ipc.ts';
import { log } from './log.ts';
import { buildMenu } from './menu.ts';
import { speaker, spokenLanguage, type Say } from './messages.ts';
import { modelsAmong } from './modelFiles.ts';
import { Openings } from './openings.ts';
import { places } from './places.ts';
import { Processes } from './processes.ts';
import { RecentFiles } from './recentFiles.ts';
import { ServerAccounts } from './serverAccounts.ts';
import { ServerTokens } from './serverTokens.ts';
import type { SettingsStore } from './settings.ts';
import { systemVault } from './vault.ts';
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
  readonly #say: Say;
  readonly #recent: RecentFiles;
  readonly #processes: Processes;
  readonly #unattended: boolean;
  readonly #servers: ServerAccounts;
  #state = emptyWindow;
  #notice: string | undefined;
  /** Where the worklist's results are written to; kept here for an engine that is started anew. */
  #listFolder: string | null = null;
  #pageDeaths = 0;

  /** @param unattended nobody watches: the tour is for none */
  constructor(
    home: string,
    settings: SettingsStore,
    chooseDestination: ChooseDestination,
    { unattended = false } = {},
  ) {
    this.#unattended = unattended;
    this.#home = home;
    this.#settings = settings;
    this.#say = speaker(settings);
    this.#recent = new RecentFiles(settings, () => this.#showRecent());
    this.#processes = new Processes(home, {
      onEvent: (event) => this.#hear(event),
      onEngineDeath: (isBack) => this.#outliveEngine(isBack),
    });
    const send = this.#processes.send.bind(this.#processes);
    this.openings = new Openings(send);
    this.exporter = new Exporter(send, this.#say, chooseDestination, () => exportFolder(settings));
    this.#processes.start();
    this.#tellLanguage();
    const tokens = new ServerTokens(join(home, 'server-tokens.json'), systemVault);
    this.#servers = new ServerAccounts(settings, tokens, send);
    this.#servers.tellEngine();
    this.#answerWindow();
    applyTheme(settings);
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
      reopen: (scanId) => this.openings.reopen(scanId),
      openDropped: (paths) => this.#takeDropped(paths),
      chooseModel: (kind) => this.#importByDialog(kind),
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
      saveSettings: (changes) => this.#change(changes),
      chooseAuthority: () => chooseAuthority(this.window, speaker(this.#settings)),
      saveServer: (draft) => this.#servers.save(draft),
      removeServer: (name) => this.#servers.remove(name),
      agreeToServer: (name) => this.#servers.agree(name),
      reportState: (state) => this.#show(state),
    });
  }

  #connect(): StartInfo {
    this.#processes.connectWindow(this.window.webContents, this.#notice);
    this.#notice = undefined;
    const { provider, modelId, modelOrder, serverName, serverFallback } = this.#settings.current;
    const { appearance, view } = this.#settings.current;
    const tourSeen = this.#settings.current.tourSeen || this.#unattended;
    return {
      version: app.getVersion(),
      settings: { provider, modelId, modelOrder, serverName, serverFallback, appearance, view, tourSeen },
      servers: this.#servers.list(),
      recentNames: this.#recent.show(),
      opening: this.openings.listen(),
      listFolderName: this.#listFolderName,
      exportFolderName: this.#exportFolderName,
    };
  }

  #change(changes: Partial<PageSettings>): void {
    this.#settings.update(changes);
    if (changes.serverFallback !== undefined) this.#servers.tellEngine();
    if (!changes.appearance) return;
    this.#tellLanguage();
    applyTheme(this.#settings);
    applyScale(this.#settings, this.window);
    this.window.setBackgroundColor(groundColour());
    this.#updateMenu();
  }

  #tellLanguage(): void {
    this.#processes.send({ kind: 'language', language: spokenLanguage(this.#settings) });
  }

  get #listFolderName(): string | null {
    return this.#listFolder === null ? null : basename(this.#listFolder);
  }

  async #chooseListFolder(): Promise<string | null> {
    const path = await chooseFolder(this.window, this.#say, 'folderTitle');
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
    const path = await chooseFolder(
      this.window,
      this.#say,
      'exportFolderTitle',
      exportFolder(this.#settings),
    );
    if (path !== undefined) this.#settings.update({ exportFolder: path });
    return this.#exportFolderName;
  }

  async #openByDialog(): Promise<void> {
    const paths = await chooseScans(this.window, this.#say);
    if (paths.length > 0) await this.#takeDropped(paths);
  }

  /** Models go to be imported, everything else is opened. */
  async #takeDropped(paths: readonly string[]): Promise<void> {
    const { models, others } = await modelsAmong(paths);
    this.#importModels(models);
    if (others.length > 0) await this.openings.drop(others);
  }

  async #importByDialog(kind: 'file' | 'folder'): Promise<void> {
    this.#importModels(await chooseModelPaths(this.window, kind, this.#say));
  }

  #importModels(paths: readonly string[]): void {
    for (const path of paths) this.#processes.send({ kind: 'importModel', taskId: randomUUID(), path });
  }

  #hear(event: HostEvent): void {
    if (event.kind === 'openedPath') {
      this.openings.opened(event.openId, event.path);
      if (event.path !== places.sample()) this.#recent.add(event.path);
    } else if (event.kind === 'closedScan') this.openings.closed(event.scanId);
    else if (event.kind === 'written' || event.kind === 'writeFailed') this.exporter.hear(event);
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
    Menu.setApplicationMenu(buildMenu(this.#say, actions, this.#recent.paths, this.#state));
  }

  #outliveEngine(isBack: boolean): void {
    const say = this.#say;
    this.exporter.failAll(say('notWritten'));
    if (isBack) {
      this.#tellLanguage();
      const next = say(this.#state.scanName === null ? 'openAgain' : 'segmentAnew');
      const notice = say('engineRestarted', { next });
      this.#processes.connectWindow(this.window.webContents, notice);
      this.#processes.send({ kind: 'listFolder', path: this.#listFolder });
      this.#servers.tellEngine();
      this.openings.listen();
    } else this.#tell(say('engineStops'));
  }

  #outlivePage(reason: string): void {
    log.error(`The page's process ended: ${reason}.`);
    this.#pageDeaths += 1;
    this.openings.pause();
    this.#show(emptyWindow);
    if (this.#pageDeaths <= pageDeathsBorne) {
      this.#notice = this.#say('windowRestarted');
      this.window.reload();
    } else this.#tell(this.#say('windowStops'));
  }

  #tell(what: string): void {
    void dialog.showMessageBox(this.window, {
      type: 'error',
      message: what,
      detail: this.#say('startAgain', { folder: join(this.#home, 'logs') }),
    });
  }
}
