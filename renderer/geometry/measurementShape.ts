import type { Vec3 } from '../../main/contract/geometry.ts';
import type { Measurement } from '../../main/contract/measurement.ts';
import { roiCorners } from '../../main/measure/roi.ts';
import { add, dot, length, scale, subtract } from './vec3.ts';

const ellipseCorners = 72;

/** The lines of a measurement's shape as polylines in patient space (RAS mm); a probe has none. */
export function outlinesRas(measurement: Measurement): readonly (readonly Vec3[])[] {
  const { kind, pointsRas } = measurement;
  switch (kind) {
    case 'distance':
    case 'angle':
      return [pointsRas];
    case 'probe':
      return [];
    case 'rectangle': {
      const corners = roiCorners(measurement);
      return [[...corners, corners[0]]];
    }
    case 'ellipse': {
      const [from, next, to] = roiCorners(measurement);
      const middle = scale(add(from, to), 0.5);
      const [across, up] = [scale(subtract(next, from), 0.5), scale(subtract(to, next), 0.5)];
      const at = (n: number) => {
        const turn = (2 * Math.PI * n) / ellipseCorners;
        return add(middle, add(scale(across, Math.cos(turn)), scale(up, Math.sin(turn))));
      };
      return [Array.from({ length: ellipseCorners + 1 }, (_, n) => at(n))];
    }
  }
}

/** Where a measurement can be taken hold of to change its shape (RAS mm). */
export function handlesRas(measurement: Measurement): readonly Vec3[] {
  const { kind, pointsRas } = measurement;
  return kind === 'ellipse' || kind === 'rectangle' ? roiCorners(measurement) : pointsRas;
}

/** The points after handle `handle` was moved to a place; the corner across from one of an ellipse or rectangle stays. */
export function moveHandle(measurement: Measurement, handle: number, toRas: Vec3): readonly Vec3[] {
  const { kind, pointsRas } = measurement;
  if (kind === 'ellipse' || kind === 'rectangle') return [toRas, roiCorners(measurement)[(handle + 2) % 4]!];
  return pointsRas.map((point, n) => (n === handle ? toRas : point));
}

/** The points of the whole measurement, moved. */
export function movePoints({ pointsRas }: Measurement, byRas: Vec3): readonly Vec3[] {
  return pointsRas.map((point) => add(point, byRas));
}

/** What of a measurement lies at a place: the number of a handle, or its lines; null where neither is as near as `reachMm`. */
export function partAt(measurement: Measurement, atRas: Vec3, reachMm: number): number | 'lines' | null {
  const distances = handlesRas(measurement).map((handle) => length(subtract(handle, atRas)));
  const nearest = distances.indexOf(Math.min(...distances));
  if (distances[nearest]! <= reachMm) return measurement.kind === 'probe' ? 'lines' : nearest;
  const isNear = outlinesRas(measurement).some((line) =>
    line.slice(1).some((to, n) => distanceToSegment(atRas, line[n]!, to) <= reachMm),
  );
  return isNear ? 'lines' : null;
}

function distanceToSegment(point: Vec3, from: Vec3, to: Vec3): number {
  const along = subtract(to, from);
  const share = dot(subtract(point, from), along) / (dot(along, along) || 1);
  return length(subtract(point, add(from, scale(along, Math.min(1, Math.max(0, share))))));
}
