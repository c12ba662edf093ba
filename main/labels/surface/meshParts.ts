import { join, separateSets } from '../unionFind.ts';
import type { BoundaryMesh } from './boundaryMesh.ts';

export interface MeshParts {
  readonly count: number;
  /** The part, from 0 on, of each vertex. */
  readonly ofVertex: Int32Array;
}

/** The parts of a mesh that share no vertex: each piece of a mask, and each cavity in one. */
export function meshParts({ positions, quads, triangles }: BoundaryMesh): MeshParts {
  const lower = separateSets(positions.length / 3);
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
