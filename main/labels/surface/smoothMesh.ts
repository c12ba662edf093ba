import type { BoundaryMesh } from './boundaryMesh.ts';

export interface Smoothing {
  /** Passes, each of a shrinking and a growing step. */
  readonly passes: number;
  /** Spatial frequency (0 to 2) up to which shape is kept. */
  readonly passBand: number;
}

const shrink = 0.5;

/**
 * The vertices of a closed mesh, smoothed without shrinking it (Taubin 1995, "A signal processing approach to fair
 * surface design"): every step moves each vertex towards or from the mean of its neighbours. The neighbours' weights are
 * equal, so that smoothing in voxel coordinates and in mm are the same.
 */
export function smoothMesh(mesh: BoundaryMesh, { passes, passBand }: Smoothing): Float32Array<ArrayBuffer> {
  const positions = mesh.positions.slice();
  const sums = new Float32Array(positions.length);
  const neighbours = new Float32Array(positions.length / 3);
  forEachSide(mesh, (a) => neighbours[a]++);
  const grow = 1 / (passBand - 1 / shrink);
  for (let pass = 0; pass < passes; pass++)
    for (const factor of [shrink, grow]) {
      sums.fill(0);
      addNeighbours(mesh.quads, 4, positions, sums);
      addNeighbours(mesh.triangles, 3, positions, sums);
      for (let vertex = 0, n = 0; vertex < neighbours.length; vertex++)
        for (let axis = 0; axis < 3; axis++, n++)
          positions[n] += factor * (sums[n] / neighbours[vertex] - positions[n]);
    }
  return positions;
}

/** Each edge of a closed mesh is a side of two polygons, once in each direction, so that every neighbour is met once. */
function addNeighbours(polygons: Uint32Array, size: number, positions: Float32Array, sums: Float32Array) {
  for (let first = 0; first < polygons.length; first += size) {
    let a = 3 * polygons[first + size - 1];
    for (let n = first; n < first + size; n++) {
      const b = 3 * polygons[n];
      sums[a] += positions[b];
      sums[a + 1] += positions[b + 1];
      sums[a + 2] += positions[b + 2];
      a = b;
    }
  }
}

function forEachSide({ quads, triangles }: BoundaryMesh, visit: (a: number) => void) {
  quads.forEach(visit);
  triangles.forEach(visit);
}
