import i18next from 'i18next';
import type { ExportKind } from '../../main/contract/engine.ts';
import { exportKinds } from '../../main/contract/engine.ts';
import type { ExportResult, ShellCommand } from '../../main/contract/shell.ts';
import { statisticsRows, toCsv, toTabSeparated } from '../display/statisticsText.ts';
import { takeScreenshot } from '../overlay/screenshot.ts';
import { showError, useApp } from '../stores/app.ts';
import { useScan } from '../stores/scan.ts';
import { shownSegmentation } from '../stores/segmentation.ts';
import { showToast } from '../stores/toasts.ts';
import { startTour } from '../stores/tour.ts';
import { fitViews } from '../stores/views.ts';
import { stepScale } from './appearance.ts';
import { closeAndOfferBack } from './closing.ts';
import { openModels } from './modelPanel.ts';
import { cancelSegment, segment } from './requests.ts';
import { shell } from './shell.ts';

const commands: Readonly<Record<ShellCommand, () => void>> = {
  segment,
  cancel: cancelSegment,
  fit: fitViews,
  toggleHelp: () => useApp.setState(({ helpOpen }) => ({ helpOpen: !helpOpen })),
  startTour,
  showModels: openModels,
  showServers: () => useApp.setState({ settingsOpen: true }),
  showProcessors: () => useApp.setState({ processorsOpen: true }),
  showHeader: () => useApp.setState({ headerOpen: true }),
  showSettings: () => useApp.setState({ settingsOpen: true }),
  scaleUp: () => stepScale(1),
  scaleDown: () => stepScale(-1),
  scaleReset: () => stepScale(0),
  exportMask: () => void exportFile('mask'),
  exportContour: () => void exportFile('contour'),
  exportSurface: () => void exportFile('surface'),
  exportSurfaceObj: () => void exportFile('surfaceObj'),
  exportSurfaceGlb: () => void exportFile('surfaceGlb'),
  exportReport: () => void exportFile('report'),
  exportPng: () => void exportScreenshot(),
  closeScan: () => {
    const { scan } = useScan.getState();
    if (scan) closeAndOfferBack(scan.info.scanId);
  },
};

/** What a menu item of the shell asks for. */
export function runCommand(command: ShellCommand): void {
  commands[command]();
}

/** Asks the shell where to write one product of the segmentation; the engine writes it. */
export async function exportFile(what: ExportKind): Promise<void> {
  const { scan } = useScan.getState();
  const { activeGroupId: groupId } = shownSegmentation();
  if (!scan || groupId === null) return;
  const suggestedName = `${stem(scan.info.name)}${exportKinds[what]}`;
  announce(await shell.exportFile({ scanId: scan.info.scanId, groupId, what, suggestedName }));
}

/** Saves the panes as they are on screen, with their letters. */
export async function exportScreenshot(): Promise<void> {
  const { scan } = useScan.getState();
  if (!scan) return;
  const bytes = await takeScreenshot();
  if (!bytes) return;
  const suggestedName = `${stem(scan.info.name)}.png`;
  announce(await shell.exportMade({ bytes, suggestedName, ending: '.png' }));
}

/** Puts the numbers of every segment of the scan on the clipboard, for a spreadsheet. */
export async function copyStatistics(): Promise<void> {
  await shell.copyText(toTabSeparated(statisticsRows(shownSegmentation().groups)));
  showToast({ message: i18next.t('segments:copied') });
}

/** Saves the numbers of every segment of the scan as CSV. */
export async function exportStatistics(): Promise<void> {
  const { scan } = useScan.getState();
  if (!scan) return;
  const bytes = new TextEncoder().encode(toCsv(statisticsRows(shownSegmentation().groups)));
  const suggestedName = `${stem(scan.info.name)}_segments.csv`;
  announce(await shell.exportMade({ bytes, suggestedName, ending: '.csv' }));
}

function announce(result: ExportResult): void {
  if (result.state === 'failed') showError(result.message);
  if (result.state === 'written')
    showToast({
      message: i18next.t('exports:saved', { name: result.fileName }),
      action: { label: i18next.t('toasts:showInFolder'), run: () => void shell.showInFolder() },
    });
}

/** A scan's file name without .nii or .nii.gz. */
function stem(name: string): string {
  return name.replace(/\.nii(\.gz)?$/i, '');
}
