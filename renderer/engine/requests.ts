import { dismissBanner, useApp } from '../stores/app.ts';
import { settleRecovery } from '../stores/recovery.ts';
import { findScan, useScan } from '../stores/scan.ts';
import { changeSegmentation, segmentationOf } from '../stores/segmentation.ts';
import { dropVoxels } from './arrivingVoxels.ts';
import { connect, send } from './connection.ts';
import { abandonEdits } from './edits.ts';
import type { EnginePort } from './port.ts';
import { closeScan } from './scans.ts';
import { whenAgreed } from './servers.ts';

/**
 * Takes over the engine's port and asks for what the panels show. An engine started anew knows nothing of what the
 * page holds: the shell has it open the scans again.
 */
export function connectEngine(port: EnginePort): void {
  if (connect(port)) {
    abandonEdits();
    for (const { info } of useScan.getState().scans) closeScan(info.scanId);
  }
  useApp.setState({ engineReady: true });
  send({ kind: 'listModels' });
  send({ kind: 'listProviders' });
}

/** A model, and the server that is to run it; null: this computer. */
export interface ModelRun {
  readonly modelId: string;
  readonly serverName: string | null;
}

/** Runs the model that is chosen. */
export function segment(): void {
  const { modelId, serverName } = useApp.getState();
  segmentWith([{ modelId, serverName }]);
}

/** Runs models on the scan on show, one after the other where they share a processor; each result is a group of its own. */
export function segmentWith(runs: readonly ModelRun[]): void {
  const scanId = useScan.getState().scan?.info.scanId;
  if (scanId === undefined || !canSegment(scanId)) return;
  whenAgreed(
    runs.map(({ serverName }) => serverName),
    () => canSegment(scanId) && start(scanId, runs),
  );
}

function canSegment(scanId: string): boolean {
  return useApp.getState().engineReady && findScan(scanId) !== undefined && !segmentationOf(scanId).run;
}

function start(scanId: string, runs: readonly ModelRun[]): void {
  const { provider } = useApp.getState();
  dismissBanner();
  changeSegmentation(scanId, {
    run: {
      ...{ stage: 'starting', fraction: 0, startedAt: performance.now(), processor: '' },
      ...{ asked: runs.length, ended: 0 },
    },
  });
  for (const { modelId, serverName } of runs)
    send({ kind: 'segment', scanId, modelId, provider, server: serverName ?? undefined });
}

/** Asks for the run to end; the progress stays until the engine says that it has. */
export function cancelSegment(): void {
  const { scan } = useScan.getState();
  if (scan && segmentationOf(scan.info.scanId).run) send({ kind: 'cancel', scanId: scan.info.scanId });
}

/** `frame` counts from 0. */
export function chooseFrame(frame: number): void {
  const { frameQuestion } = useScan.getState();
  if (!frameQuestion) return;
  useScan.setState({ frameQuestion: null });
  send({ kind: 'chooseFrame', openId: frameQuestion.openId, frame });
}

/** Where a label file belongs: onto an open scan, or (null) it is opened as a scan of its own. */
export function placeMask(scanId: string | null): void {
  const { maskQuestion } = useScan.getState();
  if (!maskQuestion) return;
  useScan.setState({ maskQuestion: null });
  // A label map that joins a scan comes back as labels; its voxels are no picture to keep.
  if (scanId !== null) dropVoxels(maskQuestion.openId);
  send({ kind: 'placeMask', openId: maskQuestion.openId, scanId });
}

/** Brings edits that were left unsaved back, or deletes them. */
export function recover(scanId: string, journal: string, wanted: boolean): void {
  settleRecovery(scanId, journal);
  send({ kind: 'recover', scanId, journal, wanted });
}
