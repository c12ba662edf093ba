import type { Surface } from '../../contract/labels.ts';

/** A segment's surface, for files that hold several. */
export interface NamedSurface {
  readonly surface: Surface;
  readonly name: string;
  /** #rrggbb */
  readonly colour: string;
}

/** Red, green and blue from 0 to 1, as they are on screen (sRGB). */
export function colourParts(colour: string): [number, number, number] {
  const part = (from: number) => Number.parseInt(colour.slice(from, from + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}
