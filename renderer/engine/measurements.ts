import i18next from 'i18next';
import type { Measurement, MeasuredValues } from '../../main/contract/measurement.ts';
import { measure } from '../../main/measure/measure.ts';
import { rasToVoxel, sliceOf } from '../../main/measure/slice.ts';
import { add, scale, withComponent } from '../geometry/vec3.ts';
import {
  measurementsOf,
  putMeasurements,
  selectMeasurement,
  useMeasurements,
  type MeasurementStep,
} from '../stores/measurements.ts';
import { findScan } from '../stores/scan.ts';
import { showToast } from '../stores/toasts.ts';
import { moveCrosshair } from '../stores/views.ts';
import { send } from './connection.ts';

/** Measurements don't change, a changed one is another object: what one says is found once. */
const known = new WeakMap<Measurement, MeasuredValues>();

/** What a measurement of an open scan says; undefined once the scan is closed. */
export function valuesOf(scanId: string, measurement: Measurement): MeasuredValues | undefined {
  const before = known.get(measurement);
  if (before) return before;
  const scan = findScan(scanId);
  if (!scan) return undefined;
  const values = measure(measurement, { grid: scan.info.grid, voxelsHu: scan.voxelsHu });
  known.set(measurement, values);
  return values;
}

/**
 * Keeps a list of measurements: here, in the engine and so on disk, and as a step that can be undone.
 *
 * @param before the list before the step, where the one that is shown is part of it already
 */
export function commitMeasurements(
  scanId: string,
  list: readonly Measurement[],
  stepName: string,
  before = measurementsOf(scanId),
): void {
  const { undoable, redoable } = useMeasurements.getState();
  const step = { name: stepName, list: before };
  useMeasurements.setState({
    undoable: { ...undoable, [scanId]: [...(undoable[scanId] ?? []), step] },
    redoable: { ...redoable, [scanId]: [] },
    changedLast: true,
  });
  keep(scanId, list);
}

export function addMeasurement(scanId: string, measurement: Measurement): void {
  const name = i18next.t('measure:stepAdd', { name: measurement.name });
  commitMeasurements(scanId, [...measurementsOf(scanId), measurement], name);
}

/** Changes name or visibility. */
export function changeMeasurement(
  scanId: string,
  id: string,
  changes: Partial<Pick<Measurement, 'name' | 'visible'>>,
): void {
  const list = measurementsOf(scanId);
  const changed = list.find((measurement) => measurement.id === id);
  if (!changed) return;
  const name = i18next.t('measure:stepChange', { name: changed.name });
  const next = list.map((one) => (one.id === id ? { ...one, ...changes } : one));
  commitMeasurements(scanId, next, name);
}

/** Moves the planes to where a measurement was made, shows it where it was hidden, and takes it as the one that keys act on. */
export function showMeasurement(scanId: string, measurement: Measurement): void {
  const scan = findScan(scanId);
  if (!scan) return;
  const { grid } = scan.info;
  const { pointsRas } = measurement;
  const middle = scale(pointsRas.reduce(add), 1 / pointsRas.length);
  const slice = sliceOf(measurement, grid);
  moveCrosshair(grid, withComponent(rasToVoxel(grid.affineIjkToRas, middle), measurement.sliceAxis, slice));
  if (!measurement.visible) changeMeasurement(scanId, measurement.id, { visible: true });
  selectMeasurement(measurement.id);
}

export function removeMeasurement(scanId: string, id: string): void {
  const list = measurementsOf(scanId);
  const gone = list.find((measurement) => measurement.id === id);
  if (!gone) return;
  const name = i18next.t('measure:stepDelete', { name: gone.name });
  commitMeasurements(
    scanId,
    list.filter((one) => one !== gone),
    name,
  );
  useMeasurements.setState({ selectedId: null });
  showToast({
    message: i18next.t('toasts:deleted', { name: gone.name }),
    scanId,
    // Undo by the keyboard may have brought it back already.
    undo: () => measurementsOf(scanId).some((one) => one.id === id) || addMeasurement(scanId, gone),
  });
}

/** @returns false where there is nothing to undo */
export function undoMeasurement(scanId: string): boolean {
  return takeStep(scanId, 'undoable', 'redoable');
}

/** @returns false where there is nothing to redo */
export function redoMeasurement(scanId: string): boolean {
  return takeStep(scanId, 'redoable', 'undoable');
}

type Steps = 'undoable' | 'redoable';

function takeStep(scanId: string, from: Steps, to: Steps): boolean {
  const state = useMeasurements.getState();
  const steps: readonly MeasurementStep[] = state[from][scanId] ?? [];
  const step = steps.at(-1);
  if (!step) return false;
  const back = { name: step.name, list: measurementsOf(scanId) };
  useMeasurements.setState({
    [from]: { ...state[from], [scanId]: steps.slice(0, -1) },
    [to]: { ...state[to], [scanId]: [...(state[to][scanId] ?? []), back] },
    changedLast: true,
  });
  keep(scanId, step.list);
  return true;
}

function keep(scanId: string, measurements: readonly Measurement[]): void {
  putMeasurements(scanId, measurements);
  send({ kind: 'measurements', scanId, measurements });
}
