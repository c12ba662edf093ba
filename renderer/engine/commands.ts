import i18next from 'i18next';
import type { ShellCommand } from '../../main/contract/shell.ts';
import { statisticsRows, toTabSeparated } from '../display/statisticsText.ts';
import { useApp } from '../stores/app.ts';
import { openExporting } from '../stores/exporting.ts';
import { useScan } from '../stores/scan.ts';
import { shownSegmentation } from '../stores/segmentation.ts';
import { showToast } from '../stores/toasts.ts';
import { startTour } from '../stores/tour.ts';
import { fitViews } from '../stores/views.ts';
import { stepScale } from './appearance.ts';
import { closeAndOfferBack } from './closing.ts';
import { exportOne } from './exports.ts';
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
  exportSeveral: openExporting,
  exportMask: () => void exportOne('mask'),
  exportContour: () => void exportOne('contour'),
  exportSurface: () => void exportOne('surface'),
  exportSurfaceObj: () => void exportOne('surfaceObj'),
  exportSurfaceGlb: () => void exportOne('surfaceGlb'),
  exportReport: () => void exportOne('report'),
  exportPdf: () => void exportOne('pdf'),
  exportPng: () => void exportOne('picture'),
  closeScan: () => {
    const { scan } = useScan.getState();
    if (scan) closeAndOfferBack(scan.info.scanId);
  },
};

/** What a menu item of the shell asks for. */
export function runCommand(command: ShellCommand): void {
  commands[command]();
}

/** Puts the numbers of every segment of the scan on the clipboard, for a spreadsheet. */
export async function copyStatistics(): Promise<void> {
  await shell.copyText(toTabSeparated(statisticsRows(shownSegmentation().groups)));
  showToast({ message: i18next.t('segments:copied') });
}
