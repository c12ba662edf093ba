import type { Vec3 } from '../../main/contract/geometry.ts';
import { scale } from './vec3.ts';
import type { Plane } from './planes.ts';

const positive = ['R', 'A', 'S'] as const;
const negative = ['L', 'P', 'I'] as const;

/**
 * The patient's directions that a RAS vector points to, strongest first: "L", or "LA" where the second
 * component is more than a fifth of the vector (about 12 degrees off).
 */
export function directionLetters(directionRas: Vec3): string {
  const norm = Math.hypot(...directionRas);
  return directionRas
    .map((value, axis) => ({
      share: Math.abs(value) / norm,
      letter: value < 0 ? negative[axis]! : positive[axis]!,
    }))
    .filter(({ share }) => share > 0.2)
    .sort((a, b) => b.share - a.share)
    .map(({ letter }) => letter)
    .join('');
}

export interface EdgeLetters {
  readonly left: string;
  readonly right: string;
  readonly top: string;
  readonly bottom: string;
}

/** The letters at the four edges of a pane. */
export function edgeLetters(plane: Plane): EdgeLetters {
  return {
    left: directionLetters(scale(plane.rightRas, -1)),
    right: directionLetters(plane.rightRas),
    top: directionLetters(plane.upRas),
    bottom: directionLetters(scale(plane.upRas, -1)),
  };
}

type WriteNumber = (mm: number, places: number) => string;
const plainly: WriteNumber = (mm, places) => mm.toFixed(places);

/** A way in the patient, without the axes along which it is none: "S 12.0" (mm); empty for no way at all. */
export function formatOffset(offsetRas: Vec3, decimal = plainly): string {
  return offsetRas
    .flatMap((value, axis) => (Math.abs(value) < 0.05 ? [] : along(axis, value, decimal)))
    .join('  ');
}

const along = (axis: number, mm: number, decimal: WriteNumber) =>
  `${mm < 0 ? negative[axis]! : positive[axis]!} ${decimal(Math.abs(mm), 1)}`;

/**
 * Patient position with letters instead of signs: "L 12.5  P 3.0  S 101.2" (mm).
 *
 * @param decimal writes a number with so many places
 */
export function formatPosition(positionRas: Vec3, decimal = plainly): string {
  return positionRas.map((value, axis) => along(axis, value, decimal)).join('  ');
}
