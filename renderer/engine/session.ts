import i18next from 'i18next';
import { showError, useApp } from '../stores/app.ts';
import { useExporting } from '../stores/exporting.ts';
import { useServers } from '../stores/servers.ts';
import { useWorklist } from '../stores/worklist.ts';
import { showAppearance } from './appearance.ts';
import { handleEngineEvent } from './events.ts';
import { recallOrder } from './models.ts';
import { listenForEngine } from './port.ts';
import { rememberView } from './rememberView.ts';
import { connectEngine } from './requests.ts';
import { runCommand } from './commands.ts';
import { reportStateToShell } from './reportState.ts';
import { shell } from './shell.ts';
import { offerTour } from './tour.ts';

/**
 * Connects the page to the engine and the shell. To be called once, before the first picture; settled once what that
 * depends on is known: language, colours, and how the view was left.
 */
export async function startSession(): Promise<void> {
  listenForEngine(connectEngine, handleEngineEvent);
  shell.onCommand(runCommand);
  shell.onRecentNames((recentNames) => useApp.setState({ recentNames }));
  reportStateToShell();
  try {
    const { version, settings, servers, recentNames, listFolderName, exportFolderName } = await shell.start();
    const { provider, modelId, modelOrder, serverName, serverFallback, appearance, view, tourSeen } =
      settings;
    useApp.setState({ version, recentNames, provider, modelId, serverName });
    useServers.setState({ servers, fallback: serverFallback });
    recallOrder(modelOrder);
    useWorklist.setState({ folderName: listFolderName });
    useExporting.setState({ folderName: exportFolderName });
    rememberView(view);
    await showAppearance(appearance);
    offerTour(tourSeen);
  } catch (error) {
    showError(i18next.t('window:settingsUnread', { reason: String(error) }));
  }
}
