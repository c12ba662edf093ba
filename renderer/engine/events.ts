import type { EngineEvent } from '../../main/contract/engine.ts';
import { showError, showInfo, useApp } from '../stores/app.ts';
import { toOpenScan, useScan } from '../stores/scan.ts';
import { toLabelMap, useSegmentation } from '../stores/segmentation.ts';
import { moveCrosshair, resetViews } from '../stores/views.ts';
import { arrivedVoxels, dropVoxels, takeVoxels } from './arrivingVoxels.ts';
import { closeScan } from './requests.ts';

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
      showScan(event);
      break;
    case 'range':
      if (isShown(event.scanId)) useScan.setState({ rangeHu: event.rangeHu });
      break;
    case 'frameNeeded':
      useScan.setState({ opening: null, frameQuestion: event });
      break;
    case 'openFailed':
      dropVoxels(event.openId);
      useScan.setState({ opening: null });
      showError(event.message);
      break;
    case 'progress':
      useSegmentation.setState(({ run }) => ({
        run: run && { ...run, stage: event.stage, fraction: event.fraction, processor: event.processor },
      }));
      break;
    case 'segmented':
      showResult(event);
      break;
    case 'surface':
      if (isShown(event.scanId)) useSegmentation.setState({ surface: event.surface });
      break;
    case 'segmentFailed':
      if (!isShown(event.scanId)) break;
      useSegmentation.setState({ run: null });
      if (event.reason === 'failed') showError(event.message);
      break;
    case 'notice':
      showInfo(event.message);
      break;
    case 'jobs':
    case 'worklist':
    case 'worklistEntry':
      break;
    case 'models':
      useApp.setState({ models: event.models });
      break;
    case 'providers':
      useApp.setState({ providers: event.providers });
      break;
  }
}

const isShown = (scanId: string) => useScan.getState().scan?.info.scanId === scanId;

function showScan({ openId, scan: info }: EventOf<'opened'>): void {
  closeScan();
  resetViews(info.grid);
  useScan.setState({ scan: toOpenScan(info, arrivedVoxels(openId)), rangeHu: null, opening: null });
  if (info.warnings.length > 0) showInfo(info.warnings.join(' '));
}

function showResult({ scanId, classes, mask, contour, centreIjk, report }: EventOf<'segmented'>): void {
  const { scan } = useScan.getState();
  // A result that comes after Cancel, or for a scan that is no longer shown, is dropped.
  if (scan?.info.scanId !== scanId || !useSegmentation.getState().run) return;
  const { grid } = scan.info;
  useSegmentation.setState({
    run: null,
    surface: null,
    result: { classes, report, mask: toLabelMap(grid, mask), contour: toLabelMap(grid, contour) },
  });
  if (report.mask.voxels > 0) moveCrosshair(grid, centreIjk);
  else
    showInfo(`Nothing found: the model saw no ${classes.map(({ name }) => name).join(', ')} in this scan.`);
}
