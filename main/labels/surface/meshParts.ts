import type { BoundaryMesh } from './boundaryMesh.ts';

export interface MeshParts {
  readonly count: number;
  /** The part, from 0 on, of each vertex. */
  readonly ofVertex: Uint32Array;
}

/** The parts of a mesh that share no vertex: each piece of a mask, and each cavity in one. */
export function meshParts({ positions, quads, triangles }: BoundaryMesh): MeshParts {
  // Each vertex points to a lower one of its part, the lowest to itself.
  const lower = Uint32Array.from({ length: positions.length / 3 }, (_, vertex) => vertex);
  const lowest = (vertex: number) => {
    let at = vertex;
    while (lower[at] !== at) at = lower[at] = lower[lower[at]];
    return at;
  };
  const join = (polygons: Uint32Array, corners: number) => {
    for (let n = 0; n < polygons.length; n += corners) {
      let joined = lowest(polygons[n]);
      for (let corner = 1; corner < corners; corner++) {
        const other = lowest(polygons[n + corner]);
        if (other === joined) continue;
        lower[Math.max(other, joined)] = Math.min(other, joined);
        joined = Math.min(other, joined);
      }
    }
  };
  join(quads, 4);
  join(triangles, 3);
  let count = 0;
  // What a vertex points to comes before it, so that it has its number already.
  for (let vertex = 0; vertex < lower.length; vertex++)
    lower[vertex] = lower[vertex] === vertex ? count++ : lower[lower[vertex]];
  return { count, ofVertex: lower };
}
