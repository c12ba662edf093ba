import type { VoxelBox } from '../contract/geometry.ts';
import {
  axesAcross,
  ChangedBox,
  paintRow,
  strideOf,
  type Axis,
  type Canvas,
  type PaintRule,
} from './paint.ts';
import type { PatchRecorder } from './patchRecorder.ts';

export interface Lasso {
  /** The axis across the plane that the outline was drawn in. */
  readonly acrossAxis: Axis;
  /**
   * Corners in turn, the last joined with the first: positions in voxels, not rounded, along the two other axes in
   * ascending order (i, j across k; i, k across j; j, k across i).
   */
  readonly corners: readonly (readonly [number, number])[];
  /** The slice that is painted; all of them, the whole way through the volume, where it is left out. */
  readonly slice?: number;
  /** What is painted: the inside of the outline unless it says otherwise. */
  readonly side?: 'inside' | 'outside';
}

/**
 * Paints the voxels whose centres lie inside (or outside) of an outline, by the even-odd rule.
 *
 * @returns the box of what has changed, undefined where nothing has
 */
export function paintLasso(
  canvas: Canvas,
  rule: PaintRule,
  recorder: PatchRecorder,
  { acrossAxis, corners, slice, side = 'inside' }: Lasso,
): VoxelBox | undefined {
  const { shapeIjk } = canvas;
  const [a, b] = axesAcross(acrossAxis);
  const [first, end] = slice === undefined ? [0, shapeIjk[acrossAxis]] : [slice, slice + 1];
  if (first < 0 || end > shapeIjk[acrossAxis]) return undefined;
  const changed = new ChangedBox();
  const strides = [strideOf(shapeIjk, a), strideOf(shapeIjk, b), strideOf(shapeIjk, acrossAxis)];
  const position: [number, number, number] = [0, 0, 0];

  const paint = (alongA: number, countA: number, row: number, plane: number, countPlanes: number) => {
    // Across i a row through the volume is one in memory.
    const axis = countA === 1 && countPlanes > 1 ? 2 : 0;
    const count = axis === 2 ? countPlanes : countA;
    const offset = alongA * strides[0] + row * strides[1] + plane * strides[2];
    if (!paintRow(canvas, rule, recorder, offset, count, strides[axis])) return;
    position[a] = alongA;
    position[b] = row;
    position[acrossAxis] = plane;
    changed.addRow(position, axis === 2 ? acrossAxis : a, count);
  };

  const spans = Array.from({ length: shapeIjk[b] }, (_, row) => spansOf(corners, row, shapeIjk[a], side));
  // In the order of memory: the patch is then in order from the start.
  if (acrossAxis === 2) {
    for (let plane = first; plane < end; plane++)
      spans.forEach((ranges, row) => ranges.forEach(([low, high]) => paint(low, high - low, row, plane, 1)));
  } else {
    spans.forEach((ranges, row) => {
      if (acrossAxis === 1)
        for (let plane = first; plane < end; plane++)
          ranges.forEach(([low, high]) => paint(low, high - low, row, plane, 1));
      else
        for (const [low, high] of ranges)
          for (let at = low; at < high; at++) paint(at, 1, row, first, end - first);
    });
  }
  return changed.box;
}

/** The ranges [first, end) of voxels of one row that lie on the wanted side of an outline. */
function spansOf(
  corners: Lasso['corners'],
  row: number,
  count: number,
  side: 'inside' | 'outside',
): [number, number][] {
  const crossings: number[] = side === 'outside' ? [-Infinity, Infinity] : [];
  corners.forEach(([xTo, yTo], n) => {
    const [xFrom, yFrom] = corners[(n + corners.length - 1) % corners.length];
    // Half open, so that a row through a corner crosses its two sides once.
    if (yFrom <= row === yTo <= row) return;
    crossings.push(xFrom + ((row - yFrom) / (yTo - yFrom)) * (xTo - xFrom));
  });
  crossings.sort((x, y) => x - y);
  const spans: [number, number][] = [];
  for (let n = 0; n + 1 < crossings.length; n += 2) {
    const first = Math.max(0, Math.ceil(crossings[n]));
    const end = Math.min(count, Math.ceil(crossings[n + 1]));
    if (first < end) spans.push([first, end]);
  }
  return spans;
}
