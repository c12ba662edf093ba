import { create } from 'zustand';
import type { ModelSummary } from '../../main/contract/models.ts';
import type { ProviderChoice, ProviderStatus } from '../../main/contract/provider.ts';

export interface Banner {
  readonly tone: 'error' | 'info';
  readonly message: string;
}

interface AppState {
  readonly version: string;
  /** Files opened before, newest first: names only, a window never sees a path. */
  readonly recentNames: readonly string[];
  readonly banner: Banner | null;
  readonly helpOpen: boolean;
  readonly processorsOpen: boolean;
  readonly settingsOpen: boolean;
  readonly headerOpen: boolean;
  /** Those installed, in the user's order: the first is the default. */
  readonly models: readonly ModelSummary[];
  /** The one that the next run takes. */
  readonly modelId: string;
  /** The server that runs it; null: this computer. */
  readonly serverName: string | null;
  readonly providers: readonly ProviderStatus[];
  readonly provider: ProviderChoice;
  /** The engine's port has arrived. */
  readonly engineReady: boolean;
}

export const useApp = create<AppState>()(() => ({
  version: '',
  recentNames: [],
  banner: null,
  helpOpen: false,
  processorsOpen: false,
  settingsOpen: false,
  headerOpen: false,
  models: [],
  modelId: '',
  serverName: null,
  providers: [],
  provider: 'auto',
  engineReady: false,
}));

export function showError(message: string): void {
  useApp.setState({ banner: { tone: 'error', message } });
}

export function showInfo(message: string): void {
  useApp.setState({ banner: { tone: 'info', message } });
}

export function dismissBanner(): void {
  useApp.setState({ banner: null });
}
