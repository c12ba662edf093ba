import type { ShellCommand } from '../../main/contract/shell.ts';
import { statisticsRows, toTabSeparated } from '../display/statisticsText.ts';
import { showInfo, useApp } from '../stores/app.ts';
import { openExporting } from '../stores/exporting.ts';
import { useScan } from '../stores/scan.ts';
import { shownSegmentation } from '../stores/segmentation.ts';
import { fitViews } from '../stores/views.ts';
import { exportOne } from './exports.ts';
import { cancelSegment, segment } from './requests.ts';
import { closeScan } from './scans.ts';
import { shell } from './shell.ts';

const commands: Readonly<Record<ShellCommand, () => void>> = {
  segment,
  cancel: cancelSegment,
  fit: fitViews,
  toggleHelp: () => useApp.setState(({ helpOpen }) => ({ helpOpen: !helpOpen })),
  showProcessors: () => useApp.setState({ processorsOpen: true }),
  export: openExporting,
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
    if (scan) closeScan(scan.info.scanId);
  },
};

/** What a menu item of the shell asks for. */
export function runCommand(command: ShellCommand): void {
  commands[command]();
}

/** Puts the numbers of every segment of the scan on the clipboard, for a spreadsheet. */
export async function copyStatistics(): Promise<void> {
  await shell.copyText(toTabSeparated(statisticsRows(shownSegmentation().groups)));
  showInfo('Copied the numbers of all segments.');
}
