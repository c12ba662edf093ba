import { BrowserWindow, screen, type Rectangle } from 'electron';
import type { Settings } from '../main/contract/shell.ts';
import { groundColour } from './appearance.ts';
import { places } from './places.ts';
import { pageUrl } from './protocol.ts';
import type { SettingsStore } from './settings.ts';

const smallest = { width: 800, height: 560 };

/** Creates the window where it was last, and loads the page into it. */
export function createWindow(settings: SettingsStore): BrowserWindow {
  const { window: kept, appearance } = settings.current;
  const window = new BrowserWindow({
    ...visibleBounds(kept),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Volscope',
    backgroundColor: groundColour(),
    webPreferences: {
      zoomFactor: appearance.scalePercent / 100,
      preload: places.preload(),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  if (kept.maximised) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    settings.update({ window: { ...window.getNormalBounds(), maximised: window.isMaximized() } });
  });
  // The title is set by what the window shows, not by the page's <title>.
  window.on('page-title-updated', (event) => event.preventDefault());
  void window.loadURL(pageUrl);
  return window;
}

/** Kept bounds, without their place if no screen shows it any more. */
function visibleBounds({ x, y, width, height }: Settings['window']): Partial<Rectangle> {
  if (x === undefined || y === undefined) return { width, height };
  const { workArea } = screen.getDisplayMatching({ x, y, width, height });
  const isOnScreen =
    x < workArea.x + workArea.width &&
    x + width > workArea.x &&
    y >= workArea.y - 1 &&
    y < workArea.y + workArea.height;
  return isOnScreen ? { x, y, width, height } : { width, height };
}
