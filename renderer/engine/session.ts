import { showError, useApp } from '../stores/app.ts';
import { useExporting } from '../stores/exporting.ts';
import { useWorklist } from '../stores/worklist.ts';
import { handleEngineEvent } from './events.ts';
import { listenForEngine } from './port.ts';
import { connectEngine } from './requests.ts';
import { runCommand } from './commands.ts';
import { reportStateToShell } from './reportState.ts';
import { shell } from './shell.ts';

/** Connects the page to the engine and the shell. To be called once, before the first picture. */
export function startSession(): void {
  listenForEngine(connectEngine, handleEngineEvent);
  shell.onCommand(runCommand);
  shell.onRecentNames((recentNames) => useApp.setState({ recentNames }));
  reportStateToShell();
  shell
    .start()
    .then(({ version, settings, recentNames, listFolderName, exportFolderName }) => {
      useApp.setState({
        version,
        recentNames,
        provider: settings.provider,
        modelId: settings.modelId,
      });
      useWorklist.setState({ folderName: listFolderName });
      useExporting.setState({ folderName: exportFolderName });
    })
    .catch((error: unknown) => showError(`Settings could not be read: ${String(error)}`));
}
