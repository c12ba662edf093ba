import type { WindowState } from '../../main/contract/shell.ts';
import { useApp } from '../stores/app.ts';
import { useScan } from '../stores/scan.ts';
import { hasMask, segmentationStore, shownSegmentation } from '../stores/segmentation.ts';
import { shell } from './shell.ts';

/** Keeps the shell's title, menu and task bar in step with what the window shows. */
export function reportStateToShell(): void {
  let reported = '';
  const report = () => {
    const state = windowState();
    const text = JSON.stringify(state);
    if (text === reported) return;
    reported = text;
    shell.reportState(state).catch((error: unknown) => console.error('The shell refused a state:', error));
  };
  for (const store of [useApp, useScan, segmentationStore]) store.subscribe(report);
  report();
}

function windowState(): WindowState {
  const segmentation = shownSegmentation();
  return {
    scanName: useScan.getState().scan?.info.name.slice(0, 255) ?? null,
    hasMask: hasMask(segmentation),
    progress: segmentation.run && Math.min(1, Math.max(0, segmentation.run.fraction)),
    message: useApp.getState().banner?.message ?? '',
  };
}
