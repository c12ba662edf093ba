import { create } from 'zustand';
import type { Measurement } from '../../main/contract/measurement.ts';

/** A list as it was before, or after, a step that can be undone. */
export interface MeasurementStep {
  readonly name: string;
  readonly list: readonly Measurement[];
}

interface MeasurementsState {
  /** What is measured in each open scan; missing until the engine has told what was measured earlier. */
  readonly byScan: Readonly<Record<string, readonly Measurement[]>>;
  readonly undoable: Readonly<Record<string, readonly MeasurementStep[]>>;
  readonly redoable: Readonly<Record<string, readonly MeasurementStep[]>>;
  /** A measurement was the last thing that was changed, not a mask: Undo begins there. */
  readonly changedLast: boolean;
  readonly selectedId: string | null;
}

export const useMeasurements = create<MeasurementsState>()(() => ({
  byScan: {},
  undoable: {},
  redoable: {},
  changedLast: false,
  selectedId: null,
}));

const none: readonly Measurement[] = [];

export function measurementsOf(scanId: string | undefined): readonly Measurement[] {
  return (scanId !== undefined && useMeasurements.getState().byScan[scanId]) || none;
}

/** What is measured in a scan, kept up to date. */
export function useMeasurementsOf(scanId: string | undefined): readonly Measurement[] {
  return useMeasurements(({ byScan }) => (scanId !== undefined && byScan[scanId]) || none);
}

export function putMeasurements(scanId: string, list: readonly Measurement[]): void {
  useMeasurements.setState(({ byScan }) => ({ byScan: { ...byScan, [scanId]: list } }));
}

export function selectMeasurement(id: string | null): void {
  if (useMeasurements.getState().selectedId !== id) useMeasurements.setState({ selectedId: id });
}

/** The scan is closed. */
export function forgetMeasurements(scanId: string): void {
  useMeasurements.setState(({ byScan, undoable, redoable }) => ({
    byScan: without(byScan, scanId),
    undoable: without(undoable, scanId),
    redoable: without(redoable, scanId),
  }));
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _gone, ...others } = record;
  return others;
}
