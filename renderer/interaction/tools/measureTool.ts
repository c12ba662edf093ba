import i18next from 'i18next';
import type { Vec3 } from '../../../main/contract/geometry.ts';
import { pointCounts, type Measurement, type MeasurementKind } from '../../../main/contract/measurement.ts';
import { addMeasurement } from '../../engine/measurements.ts';
import { length, subtract } from '../../geometry/vec3.ts';
import { measurementsOf, selectMeasurement, useMeasurements } from '../../stores/measurements.ts';
import { useTools } from '../../stores/tools.ts';
import { grabMeasurement, isOnSlice, placeOf } from './grabMeasurement.ts';
import type { PlanePoint, PlaneTool } from './planeTool.ts';

/** Less than this is a click, in CSS pixels, and what is drawn no larger is nothing. */
const leastPx = 4;

/**
 * Draws measurements of one kind: by dragging from point to point, or by clicks, between which the next point follows the
 * pointer. One that is there already is taken hold of instead.
 */
export function measureTool(kind: MeasurementKind): PlaneTool {
  return {
    cursor: 'crosshair',
    begin(at) {
      // Until it is known what was measured earlier nothing is added to it.
      if (!(at.scan.info.scanId in useMeasurements.getState().byScan)) return null;
      const draft = draftAt(at);
      if (!draft) {
        const held = grabMeasurement(at);
        if (held) return held;
      }
      if (draft) movePoint(at);
      else start(kind, at);
      const begun = placeOf(at);
      return {
        move: movePoint,
        end: (last) => {
          movePoint(last);
          const isClick = length(subtract(placeOf(last), begun)) * last.pixelsPerMm < leastPx;
          if (draft || !isClick || kind === 'probe') finishPoint(last);
        },
        cancel: drop,
      };
    },
    hover: (at) => at && draftAt(at) && movePoint(at),
    escape: drop,
  };
}

/** What is being drawn, where it is drawn on the slice of this place. */
function draftAt(at: PlanePoint): Measurement | null {
  const { draft } = useTools.getState();
  return draft && isOnSlice(draft, at) ? draft : null;
}

function start(kind: MeasurementKind, at: PlanePoint): void {
  const { sliceAxis, rightRas, upRas } = at.plane;
  const place = placeOf(at);
  useTools.setState({
    draft: {
      ...{ id: crypto.randomUUID(), kind, name: freeName(kind, at.scan.info.scanId), visible: true },
      ...{ sliceAxis: sliceAxis as 0 | 1 | 2, rightRas, upRas },
      pointsRas: pointCounts[kind] === 1 ? [place] : [place, place],
    },
  });
  selectMeasurement(null);
}

function movePoint(at: PlanePoint): void {
  const { draft } = useTools.getState();
  if (draft && isOnSlice(draft, at))
    useTools.setState({ draft: { ...draft, pointsRas: [...draft.pointsRas.slice(0, -1), placeOf(at)] } });
}

/** The last point stays where it is: the next one begins there, or the measurement is complete. */
function finishPoint(at: PlanePoint): void {
  const { draft } = useTools.getState();
  if (!draft) return;
  if (draft.pointsRas.length < pointCounts[draft.kind]) {
    useTools.setState({ draft: { ...draft, pointsRas: [...draft.pointsRas, placeOf(at)] } });
    return;
  }
  drop();
  if (isTooSmall(draft.pointsRas, at.pixelsPerMm)) return;
  addMeasurement(at.scan.info.scanId, draft);
  selectMeasurement(draft.id);
}

function isTooSmall(pointsRas: readonly Vec3[], pixelsPerMm: number): boolean {
  return pointsRas
    .slice(1)
    .some((point, n) => length(subtract(point, pointsRas[n]!)) * pixelsPerMm < leastPx);
}

/** @returns whether there was something to drop */
function drop(): boolean {
  const wasThere = useTools.getState().draft !== null;
  useTools.setState({ draft: null });
  return wasThere;
}

/** "Distance 2": the first number that no measurement of the scan has. */
function freeName(kind: MeasurementKind, scanId: string): string {
  const taken = new Set(measurementsOf(scanId).map(({ name }) => name));
  for (let n = 1; ; n += 1) {
    const name = i18next.t(`measure:${kind}Name`, { n });
    if (!taken.has(name)) return name;
  }
}
