import { changingPlaces, compareAnew, endComparison } from '../stores/comparison.ts';
import { forgetMeasurements } from '../stores/measurements.ts';
import { dropScan, useScan, type OpenScan } from '../stores/scan.ts';
import { forgetHeader } from '../stores/scanHeaders.ts';
import { forgetSegmentation, segmentationStore } from '../stores/segmentation.ts';
import { forgetViews, switchViews } from '../stores/views.ts';
import { dropToastsOf } from '../stores/toasts.ts';
import { send } from './connection.ts';
import { forgetEdits, stateSteps } from './edits.ts';
import { editTarget } from './editTarget.ts';

/** Shows one of the open scans, as it was left; null for none. The one beside it in a comparison changes places with it. */
export function showScan(scan: OpenScan | null): void {
  const before = useScan.getState().scan;
  if (scan === before) return;
  const changePlaces = scan && before ? changingPlaces(before, scan) : null;
  if (scan) switchViews(before?.info.scanId ?? null, scan.info.scanId, scan.info.grid);
  segmentationStore.setState({ shownScanId: scan?.info.scanId ?? null });
  useScan.setState({ scan });
  send({ kind: 'shown', scanId: scan?.info.scanId ?? null });
  if (changePlaces) changePlaces();
  else compareAnew();
  stateSteps(editTarget());
}

/** Lets go of a scan and of all that was found in it, here and in the engine, and shows the one beside it. */
export function closeScan(scanId: string): void {
  const beside = endComparison(scanId);
  const neighbour = dropScan(scanId);
  showScan(beside ?? neighbour);
  forgetViews(scanId);
  forgetSegmentation(scanId);
  forgetEdits(scanId);
  forgetMeasurements(scanId);
  dropToastsOf(scanId);
  forgetHeader(scanId);
  send({ kind: 'closeScan', scanId });
}
