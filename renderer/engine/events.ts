import i18next from 'i18next';
import type { EngineEvent } from '../../main/contract/engine.ts';
import { countWindows } from '../display/remainingTime.ts';
import { showError, showInfo, useApp } from '../stores/app.ts';
import { putMeasurements } from '../stores/measurements.ts';
import { useRecovery } from '../stores/recovery.ts';
import { addScan, findScan, toOpenScan, useScan } from '../stores/scan.ts';
import { putHeader } from '../stores/scanHeaders.ts';
import {
  changeGroup,
  changeSegmentation,
  endOneRun,
  findGroup,
  putGroup,
  segmentationOf,
  toSegmentGroup,
} from '../stores/segmentation.ts';
import { putFinding } from '../stores/servers.ts';
import { moveCrosshair } from '../stores/views.ts';
import { changeEntry, putEntries, useWorklist } from '../stores/worklist.ts';
import { takeAgreement } from './agreement.ts';
import { arrivedVoxels, dropVoxels, takeVoxels } from './arrivingVoxels.ts';
import { forgetEdits, settleEdit } from './edits.ts';
import { takeModelEvent } from './models.ts';
import { showScan } from './scans.ts';

type EventOf<Kind extends EngineEvent['kind']> = Extract<EngineEvent, { kind: Kind }>;

/** Brings what the engine says into the stores. */
export function handleEngineEvent(event: EngineEvent): void {
  switch (event.kind) {
    case 'opening':
      useScan.setState({ opening: { name: event.name, fraction: event.fraction } });
      break;
    case 'voxels':
      takeVoxels(event);
      break;
    case 'opened':
      takeScan(event);
      break;
    case 'scanHeader':
      putHeader(event.scanId, event.header);
      break;
    case 'range':
      useScan.setState(({ rangesHu }) => ({ rangesHu: { ...rangesHu, [event.scanId]: event.rangeHu } }));
      break;
    case 'frameNeeded':
      useScan.setState({ opening: null, frameQuestion: event });
      break;
    case 'openedAsMask':
      dropVoxels(event.openId);
      useScan.setState({ opening: null });
      // Where it went is seen: it may be another scan than the one that it was dropped on.
      showScan(findScan(event.scanId) ?? useScan.getState().scan);
      break;
    case 'maskQuestion':
      useScan.setState({ opening: null, maskQuestion: event });
      break;
    case 'measurements':
      putMeasurements(event.scanId, event.measurements);
      break;
    case 'recoverable':
      useRecovery.setState(({ byScan }) => ({ byScan: { ...byScan, [event.scanId]: event.found } }));
      break;
    case 'openFailed':
      dropVoxels(event.openId);
      useScan.setState({ opening: null });
      showError(event.message);
      break;
    case 'progress':
      takeProgress(event);
      break;
    case 'group':
      takeGroup(event);
      break;
    case 'segmented':
      endRun(event);
      break;
    case 'statistics':
      if (findScan(event.scanId)) changeGroup(event.scanId, event.groupId, { statistics: event.statistics });
      break;
    case 'edited':
      settleEdit(event.editId, event.patch);
      break;
    case 'editFailed':
      settleEdit(event.editId, event.message);
      break;
    case 'surface':
      takeSurface(event);
      break;
    case 'segmentFailed':
      if (!findScan(event.scanId)) break;
      endOneRun(event.scanId);
      if (event.reason === 'failed') showError(event.message);
      break;
    case 'notice':
      showInfo(event.message);
      break;
    case 'agreement':
      takeAgreement(event);
      break;
    case 'server':
      putFinding(event.name, event);
      break;
    case 'jobs':
      useWorklist.setState({ jobs: event.jobs });
      break;
    case 'worklist':
      putEntries(event.entries);
      break;
    case 'worklistEntry':
      changeEntry(event.entry);
      break;
    case 'models':
    case 'imports':
    case 'card':
    case 'modelRefused':
      takeModelEvent(event);
      break;
    case 'providers':
      useApp.setState({ providers: event.providers });
      break;
  }
}

function takeScan({ openId, scan: info }: EventOf<'opened'>): void {
  const scan = toOpenScan(info, arrivedVoxels(openId));
  addScan(scan);
  showScan(scan);
  useScan.setState({ opening: null });
  if (info.warnings.length > 0) showInfo(info.warnings.join(' '));
}

function takeProgress({ scanId, stage, fraction, processor, detail }: EventOf<'progress'>): void {
  const { run } = segmentationOf(scanId);
  if (!run) return;
  const windows = detail && countWindows(run.windows, detail, performance.now());
  // On several servers models may run at once: what was reached stays.
  const overall = Math.max(run.fraction, (run.ended + fraction) / run.asked);
  changeSegmentation(scanId, { run: { ...run, stage, fraction: overall, processor, windows } });
}

function takeGroup({ scanId, group, labels }: EventOf<'group'>): void {
  const scan = findScan(scanId);
  if (!scan) return;
  // A new run's labels are none that earlier edits were of.
  forgetEdits(scanId, group.groupId);
  putGroup(scanId, toSegmentGroup(scan.info.grid, group, labels));
}

function takeSurface({ scanId, groupId, value, surface }: EventOf<'surface'>): void {
  const group = findGroup(scanId, groupId);
  if (!group) return;
  const { [value]: _old, ...others } = group.surfaces;
  changeGroup(scanId, groupId, { surfaces: surface ? { ...others, [value]: surface } : others });
}

function endRun({ scanId, groupId, centreIjk }: EventOf<'segmented'>): void {
  const scan = findScan(scanId);
  if (!scan) return;
  endOneRun(scanId);
  const group = findGroup(scanId, groupId);
  if (!group) return;
  const found = (group.report?.mask.voxels ?? 0) > 0;
  if (!found) {
    const names = group.segments.map(({ name }) => name).join(', ');
    showInfo(i18next.t('segments:sawNone', { names }));
  } else if (useScan.getState().scan === scan) moveCrosshair(scan.info.grid, centreIjk);
}
