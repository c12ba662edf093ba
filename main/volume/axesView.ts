import { rasView, type Orientation, type RasView } from './orientation.ts';

/**
 * How a stored grid is read with its axes towards `axes` (e.g. "LPS": exact flips and permutations), or as it is stored where
 * these are left out. A `RasView` whose axes are these instead of R, A and S.
 */
export function axesView(
  shapeIjk: readonly [number, number, number],
  orientation: Orientation,
  axes?: string,
): RasView {
  if (axes === undefined) return rasView(shapeIjk, asStored);
  const wanted = [...axes].map((letter) => ({
    worldAxis: worldPairs.findIndex((pair) => pair.includes(letter)),
    sign: 'RAS'.includes(letter) ? 1 : -1,
  }));
  // A view towards other axes is one towards R, A and S of a grid that is turned the other way round.
  const turned = orientation.map((stored) => {
    const axis = wanted.findIndex(({ worldAxis }) => worldAxis === stored.worldAxis);
    return { worldAxis: axis as 0 | 1 | 2, sign: (stored.sign * wanted[axis].sign) as 1 | -1 };
  });
  return rasView(shapeIjk, [turned[0], turned[1], turned[2]]);
}

const worldPairs = ['LR', 'PA', 'IS'];

const asStored: Orientation = [
  { worldAxis: 0, sign: 1 },
  { worldAxis: 1, sign: 1 },
  { worldAxis: 2, sign: 1 },
];
