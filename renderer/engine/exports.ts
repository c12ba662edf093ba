import i18next from 'i18next';
import type { ExportKind } from '../../main/contract/engine.ts';
import type { ExportPlace, ExportResult } from '../../main/contract/shell.ts';
import { exportName, stemOf, type ExportItem } from '../display/exportItems.ts';
import { statisticsRows, toCsv } from '../display/statisticsText.ts';
import { takePicture, type PictureWish } from '../overlay/picture.ts';
import { composeReport } from '../report/composeReport.ts';
import { showError } from '../stores/app.ts';
import { useScan } from '../stores/scan.ts';
import { shownSegmentation } from '../stores/segmentation.ts';
import { showToast } from '../stores/toasts.ts';
import { shell } from './shell.ts';

/** A file that is to be made of the scan on show. */
export interface ExportWish {
  readonly item: ExportItem;
  readonly suggestedName: string;
  readonly place: ExportPlace;
  /** Of a picture. */
  readonly picture: PictureWish;
}

/** Makes a file: the engine writes what is its own, the window hands over the rest. Nothing is thrown. */
export async function exportItem(wish: ExportWish): Promise<ExportResult> {
  try {
    return await make(wish);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { state: 'failed', message: i18next.t('output:couldNot', { why }) };
  }
}

async function make({ item, suggestedName, place, picture }: ExportWish): Promise<ExportResult> {
  const { scan } = useScan.getState();
  if (!scan) return { state: 'dismissed' };
  switch (item) {
    case 'csv': {
      const bytes = new TextEncoder().encode(toCsv(statisticsRows(shownSegmentation().groups)));
      return shell.exportMade({ bytes, suggestedName, place, ending: '.csv' });
    }
    case 'picture': {
      const bytes = await takePicture(picture);
      if (!bytes) return { state: 'failed', message: i18next.t('output:noPicture') };
      return shell.exportMade({ bytes, suggestedName, place, ending: '.png' });
    }
    case 'pdf': {
      const document = await composeReport();
      return document ? shell.exportPdf({ document, suggestedName, place }) : { state: 'dismissed' };
    }
    default:
      return exportKind(item, suggestedName, place, scan.info.scanId);
  }
}

async function exportKind(
  what: ExportKind,
  suggestedName: string,
  place: ExportPlace,
  scanId: string,
): Promise<ExportResult> {
  const { activeGroupId: groupId } = shownSegmentation();
  return shell.exportFile({ scanId, groupId, what, suggestedName, place });
}

/** Asks where one file goes, writes it and says so: what the shell's menu items do. */
export async function exportOne(item: ExportItem): Promise<void> {
  const { scan } = useScan.getState();
  if (!scan) return;
  const suggestedName = exportName(stemOf(scan.info.name), item);
  const picture = { of: 'layout', scale: 1 } as const;
  const result = await exportItem({ item, suggestedName, place: 'asked', picture });
  if (result.state === 'failed') showError(result.message);
  if (result.state === 'written')
    showToast({
      message: i18next.t('output:saved', { name: result.fileName }),
      action: { label: i18next.t('toasts:showInFolder'), run: () => void shell.showInFolder() },
    });
}
