import { exportKinds, type ExportKind } from '../../main/contract/engine.ts';

/** What can be exported: what the engine writes, and what the window makes. */
export type ExportItem = ExportKind | 'csv' | 'pdf' | 'picture';

/** As they are listed: products of the segments, reports, pictures. */
export const exportGroups = [
  { id: 'segments', items: ['mask', 'contour', 'surface', 'surfaceObj', 'surfaceGlb', 'csv'] },
  { id: 'reports', items: ['pdf', 'report'] },
  { id: 'pictures', items: ['picture'] },
] as const satisfies readonly { readonly id: string; readonly items: readonly ExportItem[] }[];

export const exportItems: readonly ExportItem[] = exportGroups.flatMap(({ items }) => [...items]);

const endings: Readonly<Record<Exclude<ExportItem, ExportKind>, string>> = {
  csv: '_segments.csv',
  pdf: '_report.pdf',
  picture: '.png',
};

/**
 * The name of a file.
 *
 * @param stem what it begins with
 * @param pictureOf a pane, or all of them
 */
export function exportName(stem: string, item: ExportItem, pictureOf = 'layout'): string {
  if (item === 'picture') return `${stem}${pictureOf === 'layout' ? '' : `_${pictureOf}`}${endings.picture}`;
  return `${stem}${item in endings ? endings[item as keyof typeof endings] : exportKinds[item as ExportKind]}`;
}

/** A scan's file name without .nii or .nii.gz. */
export function stemOf(scanName: string): string {
  return scanName.replace(/\.nii(\.gz)?$/i, '');
}

/** What was typed as the beginning of names, without what no file system takes; empty where nothing is left. */
export function cleanStem(typed: string): string {
  return [...typed]
    .filter((character) => character >= ' ' && !'<>:"/\\|?*'.includes(character))
    .join('')
    .trim()
    .slice(0, 120);
}
