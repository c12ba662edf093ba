import i18next from 'i18next';
import { dismissBanner, showError, useApp } from '../stores/app.ts';
import { findScan } from '../stores/scan.ts';
import { segmentationOf } from '../stores/segmentation.ts';
import { useWorklist } from '../stores/worklist.ts';
import { send } from './connection.ts';
import { showScan } from './scans.ts';
import { whenAgreed } from './servers.ts';
import { shell } from './shell.ts';

/** Every scan of the list that has no mask goes into the queue, with the model and the processor that are chosen. */
export function segmentList(): void {
  const { modelId, provider, serverName } = useApp.getState();
  whenAgreed([serverName], () => {
    dismissBanner();
    send({ kind: 'segmentList', modelId, provider, server: serverName ?? undefined });
  });
}

/** Shows a scan of the list with its mask. One that is open is shown as it was left. */
export function openEntry(entryId: string): void {
  const scan = findScan(entryId);
  if (scan) showScan(scan);
  // A mask that is shown already may have been edited since: it is not fetched again.
  const hasMask = segmentationOf(entryId).groups.some(({ origin }) => origin === 'model');
  if (!scan || !hasMask) send({ kind: 'openEntry', entryId });
}

/** Takes scans off the list; their files stay, and so do scans that are open. */
export function removeEntries(entryIds: readonly string[]): void {
  send({ kind: 'removeEntries', entryIds: [...entryIds] });
}

export function cancelJob(jobId: string): void {
  send({ kind: 'cancelJob', jobId });
}

/** Puts a waiting job before all others. */
export function raiseJob(jobId: string): void {
  send({ kind: 'raiseJob', jobId });
}

/** Asks for the folder that masks, contours and reports are written to. */
export function chooseListFolder(): void {
  shell
    .chooseListFolder()
    .then((folderName) => useWorklist.setState({ folderName }))
    .catch(() => showError(i18next.t('worklist:folderFailed')));
}
