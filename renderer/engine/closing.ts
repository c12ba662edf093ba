import i18next from 'i18next';
import { findScan } from '../stores/scan.ts';
import { showToast } from '../stores/toasts.ts';
import { openWith } from './openings.ts';
import { closeScan } from './scans.ts';
import { shell } from './shell.ts';

/** Closes a scan because its reader wants it so; a toast offers to open it again. */
export function closeAndOfferBack(scanId: string): void {
  const scan = findScan(scanId);
  if (!scan) return;
  closeScan(scanId);
  showToast({
    message: i18next.t('toasts:closed', { name: scan.info.name }),
    action: { label: i18next.t('toasts:openAgain'), run: () => openWith(() => shell.reopen(scanId)) },
  });
}
