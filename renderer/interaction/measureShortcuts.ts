import { measurementKinds, type MeasurementKind } from '../../main/contract/measurement.ts';
import { removeMeasurement } from '../engine/measurements.ts';
import { useMeasurements } from '../stores/measurements.ts';
import { useScan } from '../stores/scan.ts';
import { chooseTool } from '../stores/tools.ts';
import type { Shortcut } from './shortcuts.ts';

/** The key of each measuring tool. */
export const measureKeys: Readonly<Record<MeasurementKind, string>> = {
  distance: 'd',
  angle: 'a',
  ellipse: 'u',
  rectangle: 'q',
  probe: 'p',
};

/** The keys of measuring. */
export const measureShortcuts: readonly Shortcut[] = [
  ...measurementKinds.map((kind): Shortcut => ({
    keys: [measureKeys[kind]],
    label: measureKeys[kind].toUpperCase(),
    group: 'measuring',
    does: `measure:${kind}`,
    run: () => chooseTool(kind),
  })),
  {
    keys: ['Delete', 'Backspace'],
    label: 'Del',
    group: 'measuring',
    does: 'measure:deleteSelected',
    run: removeSelected,
  },
];

function removeSelected(): boolean {
  const scanId = useScan.getState().scan?.info.scanId;
  const { selectedId } = useMeasurements.getState();
  if (scanId === undefined || selectedId === null) return false;
  removeMeasurement(scanId, selectedId);
  return true;
}
