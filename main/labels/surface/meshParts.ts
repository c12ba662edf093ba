import type { BoundaryMesh } from './boundaryMesh.ts';

export interface MeshParts {
  readonly count: number;
  /** The part, from 0 on, of each vertex. */
  readonly ofVertex: Uint32Array;
}

/** The parts of a mesh that share no vertex: each piece of a mask, and each cavity in one. */
export function meshParts({ positions, quads, triangles }: BoundaryMesh): MeshParts {
  // Each vertex points to a lower one of its part, the lowest to itself.
  const lower = new Uint32Array(positions.length / 3);
  for (let vertex = 0; vertex < lower.length; vertex++) lower[vertex] = vertex;
  for (let n = 0; n < quads.length; n += 4) {
    join(lower, quads[n], quads[n + 1]);
    join(lower, quads[n], quads[n + 2]);
    join(lower, quads[n], quads[n + 3]);
  }
  for (let n = 0; n < triangles.length; n += 3) {
    join(lower, triangles[n], triangles[n + 1]);
    join(lower, triangles[n], triangles[n + 2]);
  }
  let count = 0;
  // What a vertex points to comes before it, so that it has its number already.
  for (let vertex = 0; vertex < lower.length; vertex++)
    lower[vertex] = lower[vertex] === vertex ? count++ : lower[lower[vertex]];
  return { count, ofVertex: lower };
}

function join(lower: Uint32Array, a: number, b: number): void {
  // Mostly they have the same one already.
  if (lower[a] === lower[b]) return;
  const [first, second] = [lowest(lower, a), lowest(lower, b)];
  if (first < second) lower[second] = first;
  else lower[first] = second;
}

function lowest(lower: Uint32Array, vertex: number): number {
  let at = vertex;
  while (lower[at] !== at) at = lower[at] = lower[lower[at]];
  return at;
}
