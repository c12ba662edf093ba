import { app, type Session, type WebContents } from 'electron';
import { isOwnUrl } from './protocol.ts';

/** The page is ours and stays ours: it goes nowhere, opens nothing, asks for nothing, reaches no network. */
export function lockDown(): void {
  app.on('session-created', refuseRequests);
  app.on('web-contents-created', (_event, contents) => keepInPlace(contents));
}

function refuseRequests(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  const elsewhere = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file:///*'] };
  session.webRequest.onBeforeRequest(elsewhere, (_details, answer) => answer({ cancel: true }));
}

function keepInPlace(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => {
    // A reload is the only navigation there is.
    if (!event.isMainFrame || !isOwnUrl(event.url)) event.preventDefault();
  });
}
