import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Vec3 } from '../../contract/geometry.ts';
import { minimumCut, type VoxelGraph } from './maxFlow.ts';

/** A grid with random capacities, each arc's own. */
function randomGraph([ni, nj, nk]: Vec3, draw: (most: number) => number): VoxelGraph {
  const nodes = ni * nj * nk;
  const neighbour = new Int32Array(6 * nodes).fill(-1);
  const capacity = new Int32Array(6 * nodes);
  for (let n = 0; n < nodes; n++) {
    const at = [n % ni, Math.floor(n / ni) % nj, Math.floor(n / ni / nj)];
    for (let direction = 0; direction < 6; direction++) {
      const axis = direction >> 1;
      const step = (direction & 1) === 1 ? 1 : -1;
      const place = at[axis] + step;
      if (place < 0 || place >= [ni, nj, nk][axis]) continue;
      neighbour[6 * n + direction] = n + step * [1, ni, ni * nj][axis];
      capacity[6 * n + direction] = draw(20);
    }
  }
  return { terminal: Int32Array.from({ length: nodes }, () => draw(80) - 40), neighbour, capacity };
}

/** What a division into source (1) and sink (0) cuts through. */
function cost({ terminal, neighbour, capacity }: VoxelGraph, side: ArrayLike<number>): number {
  let sum = 0;
  for (let n = 0; n < terminal.length; n++) {
    if (side[n] === 1) sum += Math.max(0, -terminal[n]);
    else sum += Math.max(0, terminal[n]);
    for (let arc = 6 * n; arc < 6 * n + 6; arc++)
      if (neighbour[arc] >= 0 && side[n] === 1 && side[neighbour[arc]] === 0) sum += capacity[arc];
  }
  return sum;
}

function copyOf({ terminal, neighbour, capacity }: VoxelGraph): VoxelGraph {
  return { terminal: terminal.slice(), neighbour, capacity: capacity.slice() };
}

test('no division of a small grid is cheaper', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<Vec3>([3, 3, 1], [2, 2, 3], [2, 3, 2], [1, 1, 9]),
      fc.infiniteStream(fc.nat(1_000_000)),
      (shapeIjk, stream) => {
        const graph = randomGraph(shapeIjk, (most) => stream.next().value % (most + 1));
        const nodes = graph.terminal.length;
        let cheapest = Infinity;
        for (let bits = 0; bits < 1 << nodes; bits++)
          cheapest = Math.min(
            cheapest,
            cost(
              graph,
              Array.from({ length: nodes }, (_, n) => (bits >> n) & 1),
            ),
          );
        expect(cost(graph, minimumCut(copyOf(graph)))).toBe(cheapest);
      },
    ),
    { numRuns: 60 },
  );
});

test('the flow through a large grid fills every arc of its cut', () => {
  let state = 7;
  const graph = randomGraph([14, 12, 10], (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % (most + 1);
  });
  const flowed = copyOf(graph);
  const side = minimumCut(flowed);
  for (let n = 0; n < side.length; n++) {
    expect(side[n] === 1 ? flowed.terminal[n] : -flowed.terminal[n]).toBeGreaterThanOrEqual(0);
    for (let arc = 6 * n; arc < 6 * n + 6; arc++)
      if (graph.neighbour[arc] >= 0 && side[n] === 1 && side[graph.neighbour[arc]] === 0)
        expect(flowed.capacity[arc]).toBe(0);
  }
});
