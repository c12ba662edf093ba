import type { ExportKind } from '../../main/contract/engine.ts';
import { exportKinds } from '../../main/contract/engine.ts';
import type { ExportResult, ShellCommand } from '../../main/contract/shell.ts';
import { statisticsRows, toCsv, toTabSeparated } from '../display/statisticsText.ts';
import { takeScreenshot } from '../overlay/screenshot.ts';
import { showError, showInfo, useApp } from '../stores/app.ts';
import { useScan } from '../stores/scan.ts';
import { shownSegmentation } from '../stores/segmentation.ts';
import { useServers } from '../stores/servers.ts';
import { fitViews } from '../stores/views.ts';
import { cancelSegment, segment } from './requests.ts';
import { closeScan } from './scans.ts';
import { shell } from './shell.ts';

const commands: Readonly<Record<ShellCommand, () => void>> = {
  segment,
  cancel: cancelSegment,
  fit: fitViews,
  toggleHelp: () => useApp.setState(({ helpOpen }) => ({ helpOpen: !helpOpen })),
  showServers: () => useServers.setState({ open: true }),
  showProcessors: () => useApp.setState({ processorsOpen: true }),
  exportMask: () => void exportFile('mask'),
  exportContour: () => void exportFile('contour'),
  exportSurface: () => void exportFile('surface'),
  exportSurfaceObj: () => void exportFile('surfaceObj'),
  exportSurfaceGlb: () => void exportFile('surfaceGlb'),
  exportReport: () => void exportFile('report'),
  exportPng: () => void exportScreenshot(),
  closeScan: () => {
    const { scan } = useScan.getState();
    if (scan) closeScan(scan.info.scanId);
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
  showInfo('Copied the numbers of all segments.');
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
  if (result.state === 'written') showInfo(`Saved ${result.fileName}.`);
}

/** A scan's file name without .nii or .nii.gz. */
function stem(name: string): string {
  return name.replace(/\.nii(\.gz)?$/i, '');
}
