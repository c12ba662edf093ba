/** A point of a plane, in mm. */
export type Point = readonly [number, number];

/**
 * The two points that are furthest apart, of a figure given row by row: for ascending y the lowest and the highest x.
 * Its convex hull by monotone chains, then rotating calipers (Shamos 1978): linear in the rows.
 */
export function farthestPoints(left: readonly Point[], right: readonly Point[]): [Point, Point] | undefined {
  if (left.length === 0) return undefined;
  const hull = [...convexChain(right, 1), ...convexChain(left, -1).reverse()];
  // Counter-clockwise; where the chains meet they may share a point.
  const corners = hull.filter((point, n) => !isSame(point, hull[(n + 1) % hull.length]));
  if (corners.length === 0) return [hull[0], hull[0]];
  let farthest: [Point, Point] = [corners[0], corners[0]];
  const compare = (a: Point, b: Point) => {
    if (distance(a, b) > distance(...farthest)) farthest = [a, b];
  };
  let opposite = 1 % corners.length;
  const after = (n: number) => (n + 1) % corners.length;
  corners.forEach((corner, n) => {
    const next = corners[after(n)];
    while (turn(corner, next, corners[after(opposite)]) > turn(corner, next, corners[opposite]))
      opposite = after(opposite);
    // Both ends of an opposite side: it may be parallel.
    for (const other of [corners[opposite], corners[after(opposite)]]) {
      compare(corner, other);
      compare(next, other);
    }
  });
  return farthest;
}

/** The points of an ascending chain that a hull on its right (1) or left (-1) has. */
function convexChain(points: readonly Point[], side: 1 | -1): Point[] {
  const chain: Point[] = [];
  for (const point of points) {
    while (chain.length > 1 && side * turn(chain[chain.length - 2], chain[chain.length - 1], point) <= 0)
      chain.pop();
    chain.push(point);
  }
  return chain;
}

/** Twice the area of a triangle, positive where it turns left. */
function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

function isSame(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
