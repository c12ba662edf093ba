import { create } from 'zustand';
import type { ExportItem } from '../display/exportItems.ts';
import type { PaneName } from './layout.ts';

export type ExportState =
  | { readonly state: 'waiting' | 'writing' | 'written' }
  | { readonly state: 'failed'; readonly message: string };

interface ExportingState {
  readonly open: boolean;
  readonly ticked: readonly ExportItem[];
  /** What the files' names begin with, where it was typed; else the scan's name. */
  readonly typedStem: string | null;
  /** What a picture is of, and how many times finer than the screen. */
  readonly picture: { readonly of: PaneName | 'layout'; readonly scale: 1 | 2 };
  /** null while none was chosen. */
  readonly folderName: string | null;
  /** How far the files are that are written, or were just now. */
  readonly progress: Readonly<Partial<Record<ExportItem, ExportState>>>;
  readonly running: boolean;
  /** Names that are in use: whether they are replaced is asked. */
  readonly inUse: readonly string[];
}

export const useExporting = create<ExportingState>()(() => ({
  open: false,
  ticked: ['mask', 'pdf'],
  typedStem: null,
  picture: { of: 'layout', scale: 2 },
  folderName: null,
  progress: {},
  running: false,
  inUse: [],
}));

/** Opens the dialog anew: what was ticked and the folder are as they were. */
export function openExporting(): void {
  if (!useExporting.getState().running)
    useExporting.setState({ open: true, typedStem: null, progress: {}, inUse: [] });
}

/** Changes what is to be written: what was written before, and what was asked about it, is of the past. */
export function changeExporting(
  changes: Partial<Pick<ExportingState, 'ticked' | 'typedStem' | 'picture' | 'folderName'>>,
): void {
  useExporting.setState({ ...changes, progress: {}, inUse: [] });
}

export function tickExport(item: ExportItem, on: boolean): void {
  const others = useExporting.getState().ticked.filter((one) => one !== item);
  changeExporting({ ticked: on ? [...others, item] : others });
}
