import type { PaneMap, PaneSize } from './paneMap.ts';

/** How much larger a lens shows what is under it. */
export const lensFactor = 2.5;

/** Half the width of a lens on a pane of this size, in CSS pixels. */
export const lensRadius = ({ width, height }: PaneSize): number =>
  Math.floor(Math.min(110, width / 3, height / 3));

/** The map from voxels to the pixels of a lens: what lies at (x, y) of the pane is in the middle of the lens, enlarged. */
export function lensMap(map: PaneMap, x: number, y: number, radius: number): PaneMap {
  const enlarge = ([i, j, k, constant]: PaneMap['x'], at: number): PaneMap['x'] => [
    i * lensFactor,
    j * lensFactor,
    k * lensFactor,
    (constant - at) * lensFactor + radius,
  ];
  return { x: enlarge(map.x, x), y: enlarge(map.y, y) };
}
