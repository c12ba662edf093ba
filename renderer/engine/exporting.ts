import { cleanStem, exportItems, exportName, stemOf, type ExportItem } from '../display/exportItems.ts';
import { showError } from '../stores/app.ts';
import { changeExporting, useExporting, type ExportState } from '../stores/exporting.ts';
import { measurementsOf } from '../stores/measurements.ts';
import { useScan } from '../stores/scan.ts';
import { activeGroup, hasMask, shownSegmentation } from '../stores/segmentation.ts';
import { exportItem } from './exports.ts';
import { shell } from './shell.ts';

/** Whether something can be made of the scan on show as it is. */
export function isAvailable(item: ExportItem): boolean {
  const segmentation = shownSegmentation();
  if (item === 'picture' || item === 'pdf') return true;
  const found = hasMask(segmentation);
  if (item === 'report') return found || measurementsOf(useScan.getState().scan?.info.scanId).length > 0;
  if (!item.startsWith('surface')) return found;
  return found && Object.keys(activeGroup(segmentation)?.surfaces ?? {}).length > 0;
}

/** What the names of the files begin with: as typed, else as the scan is called. */
export function exportStem(): string {
  const scanName = useScan.getState().scan?.info.name ?? '';
  return cleanStem(useExporting.getState().typedStem ?? '') || stemOf(scanName);
}

/** What is ticked and can be made, in the order of the list. */
export function wantedItems(ticked: readonly ExportItem[]): readonly ExportItem[] {
  return exportItems.filter((item) => ticked.includes(item) && isAvailable(item));
}

/** @returns whether there is a folder now */
export async function chooseExportFolder(): Promise<boolean> {
  try {
    const folderName = await shell.chooseExportFolder();
    changeExporting({ folderName });
    return folderName !== null;
  } catch (error) {
    showError(String(error));
    return false;
  }
}

/** Writes what is ticked into the export folder; asks before files are replaced, and for a folder where none was chosen yet. */
export async function runExports(mayReplace: boolean): Promise<void> {
  const { running, folderName, picture, ticked } = useExporting.getState();
  if (running || (folderName === null && !(await chooseExportFolder()))) return;
  const stem = exportStem();
  const items = wantedItems(ticked);
  const nameOf = (item: ExportItem) => exportName(stem, item, picture.of);
  const inUse = mayReplace ? [] : await shell.namesInUse(items.map(nameOf));
  useExporting.setState({ inUse });
  if (inUse.length > 0) return;
  useExporting.setState({
    running: true,
    progress: Object.fromEntries(items.map((item) => [item, { state: 'waiting' }])),
  });
  const place = mayReplace ? 'folderReplacing' : 'folder';
  for (const item of items) {
    tell(item, { state: 'writing' });
    const result = await exportItem({ item, suggestedName: nameOf(item), place, picture });
    tell(item, result.state === 'failed' ? result : { state: 'written' });
  }
  useExporting.setState({ running: false });
}

function tell(item: ExportItem, state: ExportState): void {
  useExporting.setState(({ progress }) => ({ progress: { ...progress, [item]: state } }));
}
