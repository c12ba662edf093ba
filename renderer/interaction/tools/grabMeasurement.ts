import i18next from 'i18next';
import type { Measurement } from '../../../main/contract/measurement.ts';
import { sliceOf } from '../../../main/measure/slice.ts';
import { commitMeasurements } from '../../engine/measurements.ts';
import { voxelToRas } from '../../geometry/grid.ts';
import { moveHandle, movePoints, partAt } from '../../geometry/measurementShape.ts';
import { subtract } from '../../geometry/vec3.ts';
import {
  measurementsOf,
  putMeasurements,
  selectMeasurement,
  useMeasurements,
} from '../../stores/measurements.ts';
import type { Gesture, PlanePoint, PlaneTool } from './planeTool.ts';

/** How near the pointer has to come to take hold of something, in CSS pixels. */
const reachPx = 7;

/** Where a point of a plane lies in the patient: RAS mm. */
export const placeOf = ({ scan, ijk }: PlanePoint) => voxelToRas(scan.info.grid.affineIjkToRas, ijk);

/** Whether a measurement lies on the slice that a plane shows. */
export function isOnSlice(measurement: Measurement, { scan, plane, ijk }: PlanePoint): boolean {
  const { sliceAxis } = plane;
  return (
    measurement.sliceAxis === sliceAxis &&
    sliceOf(measurement, scan.info.grid) === Math.round(ijk[sliceAxis]!)
  );
}

/** The measurement at a place of a plane, and what of it; the selected one before others, later ones before earlier. */
export function measurementAt(at: PlanePoint) {
  const { selectedId } = useMeasurements.getState();
  const place = placeOf(at);
  const found = measurementsOf(at.scan.info.scanId).flatMap((measurement) => {
    if (!measurement.visible || !isOnSlice(measurement, at)) return [];
    const part = partAt(measurement, place, reachPx / at.pixelsPerMm);
    return part === null ? [] : [{ measurement, part }];
  });
  return found.find(({ measurement }) => measurement.id === selectedId) ?? found.at(-1) ?? null;
}

/** Takes hold of the measurement at a place, if there is one: a handle changes its shape, its lines move all of it. */
export function grabMeasurement(at: PlanePoint): Gesture | null {
  const found = measurementAt(at);
  if (!found) return null;
  const { measurement, part } = found;
  const { scanId } = at.scan.info;
  const before = measurementsOf(scanId);
  const from = placeOf(at);
  selectMeasurement(measurement.id);
  let moved = false;
  const show = (next: PlanePoint) => {
    const to = placeOf(next);
    const pointsRas =
      part === 'lines' ? movePoints(measurement, subtract(to, from)) : moveHandle(measurement, part, to);
    moved = true;
    const list = before.map((one) => (one === measurement ? { ...measurement, pointsRas } : one));
    putMeasurements(scanId, list);
  };
  return {
    move: show,
    end: () => {
      const stepName = i18next.t('measure:stepMove', { name: measurement.name });
      if (moved) commitMeasurements(scanId, measurementsOf(scanId), stepName, before);
    },
    cancel: () => putMeasurements(scanId, before),
  };
}

/** What the left button does on a measurement while no tool is chosen. */
export const grabTool: PlaneTool = { cursor: 'grab', begin: grabMeasurement };
