/** A rectangle in CSS pixels of a pane. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How far a label stands off its shape. */
const gap = 8;

/**
 * Where a label of a size goes beside a shape: to its right, left, above or below it, or at one of its corners, at the first
 * place that lies in the pane and on nothing that is taken; where there is none, where it covers least.
 */
export function placeLabel(
  shape: Rect,
  size: { readonly width: number; readonly height: number },
  pane: { readonly width: number; readonly height: number },
  taken: readonly Rect[],
): Rect {
  const lefts = { before: shape.x - size.width - gap, after: shape.x + shape.width + gap };
  const tops = { above: shape.y - size.height - gap, below: shape.y + shape.height + gap };
  const middle = {
    x: shape.x + (shape.width - size.width) / 2,
    y: shape.y + (shape.height - size.height) / 2,
  };
  const places: readonly (readonly [number, number])[] = [
    [lefts.after, middle.y],
    [middle.x, tops.below],
    [middle.x, tops.above],
    [lefts.before, middle.y],
    [lefts.after, tops.below],
    [lefts.after, tops.above],
    [lefts.before, tops.below],
    [lefts.before, tops.above],
  ];
  const edge = 4;
  const candidates = places.map(([x, y]) => ({
    x: Math.min(pane.width - size.width - edge, Math.max(edge, x)),
    y: Math.min(pane.height - size.height - edge, Math.max(edge, y)),
    ...size,
  }));
  // Pushed back into the pane a label may come to lie on its own shape: that counts as covering something.
  const cost = (label: Rect) => [shape, ...taken].reduce((sum, other) => sum + overlap(label, other), 0);
  return candidates.reduce((best, label) => (cost(label) < cost(best) ? label : best));
}

/** The area that two rectangles share. */
export function overlap(a: Rect, b: Rect): number {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, across) * Math.max(0, down);
}
