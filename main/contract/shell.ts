import { z } from 'zod';
import { appearanceSchema, defaultAppearance } from './appearance.ts';
import { exportKindSchema } from './engine.ts';
import { providerChoiceSchema } from './provider.ts';
import { reportDocumentSchema } from './reportDocument.ts';
import {
  serverDraftSchema,
  serverSchema,
  type Authority,
  type ServerDraft,
  type ServerSummary,
} from './servers.ts';

/** Kept between starts in the application-data folder. */
export const settingsSchema = z.object({
  provider: providerChoiceSchema.default('auto'),
  /** The model chosen last; empty: the default. */
  modelId: z.string().default(''),
  /** Ids of models in the order in which they are listed. The first of those installed is the default. */
  modelOrder: z.array(z.string().max(200)).max(1000).default([]),
  recentFiles: z.array(z.string()).default([]),
  /** Inference servers; their tokens are not among the settings. */
  servers: z.array(serverSchema).default([]),
  /** The one that runs the model that is chosen; null: this computer. */
  serverName: z.string().nullable().default(null),
  /** Where the connection to a server is lost, this computer goes on. */
  serverFallback: z.boolean().default(true),
  window: z
    .object({
      x: z.number().optional(),
      y: z.number().optional(),
      width: z.number(),
      height: z.number(),
      maximised: z.boolean(),
    })
    .default({ width: 1440, height: 900, maximised: false }),
  /** The folder that the last export went to. */
  exportFolder: z.string().optional(),
  appearance: appearanceSchema.default(defaultAppearance),
  /** How the reader left the view; the page alone knows what is in it, and checks it field by field. */
  view: z.record(z.string(), z.unknown()).default({}),
  /** The tour of the first start was seen or skipped. */
  tourSeen: z.boolean().default(false),
});
export type Settings = z.infer<typeof settingsSchema>;
/** Those that the page knows and may change. */
export type PageSettings = Pick<
  Settings,
  'provider' | 'modelId' | 'modelOrder' | 'serverName' | 'serverFallback' | 'appearance' | 'view' | 'tourSeen'
>;

/** What the window shows: for its title, the menu's items and the task bar's progress. */
export const windowStateSchema = z.object({
  scanName: z.string().max(255).nullable(),
  /** A mask is shown and can be exported. */
  hasMask: z.boolean(),
  /** 0 to 1 while a segmentation runs. */
  progress: z.number().min(0).max(1).nullable(),
  /** The sentence on show: an error, "nothing found"; empty where there is none. */
  message: z.string(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

/**
 * Where an export goes: to a place that the user is asked for, or into the export folder. There a file of the same name is
 * either in the way, or was asked about already and is replaced.
 */
const exportPlaceSchema = z.enum(['asked', 'folder', 'folderReplacing']);
export type ExportPlace = z.infer<typeof exportPlaceSchema>;

/** renderer -> Electron main (ipcRenderer.invoke): channel names with the schema of their arguments. */
export const shellCalls = {
  openDialog: z.tuple([]),
  openSample: z.tuple([]),
  /** `index` into the recent files that `start` gave: a window never sends a path. */
  openRecent: z.tuple([z.number().int().min(0)]),
  /** Opens a scan that was closed again; it has a new id then. */
  reopen: z.tuple([z.string()]),
  /** Sent by the preload alone, with paths from webUtils.getPathForFile. */
  openDropped: z.tuple([z.array(z.string()).min(1).max(10_000)]),
  /** Asks for the folder that the worklist's results are written to. */
  chooseListFolder: z.tuple([]),
  /** Asks for a model's file or folder, and has it imported. */
  chooseModel: z.tuple([z.enum(['file', 'folder'])]),
  exportFile: z.tuple([
    z.object({
      scanId: z.string(),
      /** null: no segments; only a report can be made of that. */
      groupId: z.string().nullable(),
      what: exportKindSchema,
      suggestedName: z.string().max(255),
      place: exportPlaceSchema,
    }),
  ]),
  /** A file that the page made itself. */
  exportMade: z.tuple([
    z.object({
      bytes: z.instanceof(Uint8Array),
      suggestedName: z.string().max(255),
      ending: z.enum(['.png', '.csv']),
      place: exportPlaceSchema,
    }),
  ]),
  /** A report that is laid out on a page, as PDF. */
  exportPdf: z.tuple([
    z.object({
      document: reportDocumentSchema,
      suggestedName: z.string().max(255),
      place: exportPlaceSchema,
    }),
  ]),
  /** Asks for the folder that exports go to. */
  chooseExportFolder: z.tuple([]),
  /** Which of these names a file in the export folder has already. */
  namesInUse: z.tuple([z.array(z.string().max(255)).max(50)]),
  /** Puts text on the clipboard: the page has no right to. */
  copyText: z.tuple([z.string().max(1_000_000)]),
  showInFolder: z.tuple([]),
  saveSettings: z.tuple([
    z
      .object({
        provider: providerChoiceSchema,
        modelId: z.string(),
        modelOrder: settingsSchema.shape.modelOrder.unwrap(),
        serverName: z.string().nullable(),
        serverFallback: z.boolean(),
        appearance: appearanceSchema,
        view: z.record(z.string(), z.unknown()),
        tourSeen: z.boolean(),
      })
      .partial(),
  ]),
  /** Asks for the file of a certificate authority. */
  chooseAuthority: z.tuple([]),
  saveServer: z.tuple([serverDraftSchema]),
  removeServer: z.tuple([z.string()]),
  agreeToServer: z.tuple([z.string()]),
  /** The page is ready and listens: main hands it the engine's port, then opens what was asked for. */
  start: z.tuple([]),
  reportState: z.tuple([windowStateSchema]),
} as const;
export type ShellCall = keyof typeof shellCalls;

export type ExportResult =
  | { readonly state: 'written'; readonly fileName: string }
  | { readonly state: 'dismissed' }
  | { readonly state: 'failed'; readonly message: string };

export type AuthorityChoice =
  | { readonly state: 'read'; readonly authority: Authority }
  | { readonly state: 'dismissed' }
  /** The file holds no certificate in PEM. */
  | { readonly state: 'noCertificate' };

/** What became of a server that was to be kept. */
export type SavedServer =
  /** All servers as they are then. */
  | { readonly state: 'saved'; readonly servers: readonly ServerSummary[] }
  | { readonly state: 'nameTaken' }
  /** The authority's text holds no certificate in PEM. */
  | { readonly state: 'noCertificate' };

export interface StartInfo {
  readonly version: string;
  readonly settings: PageSettings;
  readonly servers: readonly ServerSummary[];
  /** Names, not paths. */
  readonly recentNames: readonly string[];
  /** Names of the files given on the command line, being opened. */
  readonly opening: readonly string[];
  /** Name of the folder that the worklist's results are written to; null where none was chosen. */
  readonly listFolderName: string | null;
  /** Name of the folder that exports go to; null where none was chosen, or it is gone. */
  readonly exportFolderName: string | null;
}

/** Menu items and other things that the shell tells the window to do. */
export const shellCommandSchema = z.enum([
  'segment',
  'cancel',
  'fit',
  'toggleHelp',
  'showProcessors',
  'showSettings',
  'showHeader',
  'startTour',
  'scaleUp',
  'scaleDown',
  'scaleReset',
  'showModels',
  'showServers',
  'exportSeveral',
  'exportMask',
  'exportContour',
  'exportSurface',
  'exportSurfaceObj',
  'exportSurfaceGlb',
  'exportReport',
  'exportPdf',
  'exportPng',
  'closeScan',
]);
export type ShellCommand = z.infer<typeof shellCommandSchema>;

/** What the preload puts on `window.volscope`. Nothing else of Node or Electron reaches the renderer. */
export interface ShellApi {
  start(): Promise<StartInfo>;
  openDialog(): Promise<void>;
  openSample(): Promise<void>;
  openRecent(index: number): Promise<void>;
  reopen(scanId: string): Promise<void>;
  /** DOM `File`s of a drop or of an <input>; main reads them, the window never does. False: none is a file of this computer. */
  openDropped(files: readonly object[]): Promise<boolean>;
  /** Where the worklist's masks, contours and reports go from now on: the folder's name; null where none was chosen. */
  chooseListFolder(): Promise<string | null>;
  /** Asks for a model's file or folder, and has it imported: the engine tells how that goes. */
  chooseModel(kind: 'file' | 'folder'): Promise<void>;
  exportFile(request: z.infer<(typeof shellCalls)['exportFile']>[0]): Promise<ExportResult>;
  exportMade(request: z.infer<(typeof shellCalls)['exportMade']>[0]): Promise<ExportResult>;
  exportPdf(request: z.infer<(typeof shellCalls)['exportPdf']>[0]): Promise<ExportResult>;
  /** Where exports go from now on: the folder's name; null where none was chosen. */
  chooseExportFolder(): Promise<string | null>;
  namesInUse(names: readonly string[]): Promise<readonly string[]>;
  copyText(text: string): Promise<void>;
  showInFolder(): Promise<void>;
  saveSettings(changes: Partial<PageSettings>): Promise<void>;
  chooseAuthority(): Promise<AuthorityChoice>;
  /** A token goes this way alone. */
  saveServer(draft: ServerDraft): Promise<SavedServer>;
  /** These give all servers as they are then. */
  removeServer(name: string): Promise<readonly ServerSummary[]>;
  /** What leaves this computer was said, and the user lets it go to that server. */
  agreeToServer(name: string): Promise<readonly ServerSummary[]>;
  /** To be called when what the window shows has changed. */
  reportState(state: WindowState): Promise<void>;
  onCommand(listener: (command: ShellCommand) => void): () => void;
  /** Called with the names of the recent files whenever they have changed; `openRecent` then counts in these. */
  onRecentNames(listener: (names: readonly string[]) => void): () => void;
}

/** The window message with which the preload passes the engine's MessagePort on to the page. */
export const enginePortMessage = 'volscope:engine-port';
