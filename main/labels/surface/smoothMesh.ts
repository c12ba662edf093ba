import type { BoundaryMesh } from './boundaryMesh.ts';

export interface Smoothing {
  /** The order of the filter: steps over the mesh. */
  readonly steps: number;
  /** Where the filter cuts, as an angle from 0 to pi: waves of pi / cutoff edges and less go. */
  readonly cutoff: number;
}

/**
 * The vertices of a closed mesh through a low-pass filter that keeps its size: a Hamming-windowed sinc of the mesh's
 * Laplacian, evaluated as a Chebyshev series (Taubin, Zhang, Golub 1996, "Optimal surface smoothing as filter design").
 * A vertex' neighbours weigh the same, so that smoothing in voxel coordinates and in mm are one.
 */
export function smoothMesh(mesh: BoundaryMesh, { steps, cutoff }: Smoothing): Float32Array<ArrayBuffer> {
  const weights = chebyshevWeights(steps, cutoff);
  const degrees = vertexDegrees(mesh);
  // T0 x = x, T1 x = S x, T(n+1) x = 2 S T(n) x - T(n-1) x with S = (1 + neighbours' mean) / 2.
  let previous = mesh.positions;
  let current = applyAverage(mesh, degrees, previous, undefined);
  const result = previous.map((value, n) => weights[0] * value + weights[1] * current[n]);
  for (let step = 2; step <= steps; step++) {
    const next = applyAverage(mesh, degrees, current, previous);
    for (let n = 0; n < result.length; n++) result[n] += weights[step] * next[n];
    previous = current;
    current = next;
  }
  return result;
}

/** The series of an ideal low-pass, windowed, and scaled so that a constant stays as it is. */
function chebyshevWeights(steps: number, cutoff: number): Float64Array {
  const weights = Float64Array.from({ length: steps + 1 }, (_, n) => {
    const ideal = n === 0 ? cutoff / Math.PI : (2 * Math.sin(n * cutoff)) / (n * Math.PI);
    return ideal * (0.54 + 0.46 * Math.cos((n * Math.PI) / (steps + 1)));
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function vertexDegrees({ positions, quads, triangles }: BoundaryMesh): Float32Array {
  const degrees = new Float32Array(positions.length / 3);
  for (let n = 0; n < quads.length; n++) degrees[quads[n]]++;
  for (let n = 0; n < triangles.length; n++) degrees[triangles[n]]++;
  return degrees;
}

/** S x, or 2 S x - previous where there is a previous term. */
function applyAverage(
  mesh: BoundaryMesh,
  degrees: Float32Array,
  x: Float32Array,
  previous: Float32Array | undefined,
): Float32Array<ArrayBuffer> {
  const sums = new Float32Array(x.length);
  addNeighbours(mesh.quads, 4, x, sums);
  addNeighbours(mesh.triangles, 3, x, sums);
  for (let vertex = 0, n = 0; vertex < degrees.length; vertex++)
    for (let axis = 0; axis < 3; axis++, n++) {
      const twice = x[n] + sums[n] / degrees[vertex];
      sums[n] = previous === undefined ? twice / 2 : twice - previous[n];
    }
  return sums;
}

/** Each edge of a closed mesh is a side of two polygons, once in each direction, so that every neighbour is met once. */
function addNeighbours(polygons: Uint32Array, size: number, x: Float32Array, sums: Float32Array) {
  for (let first = 0; first < polygons.length; first += size) {
    let a = 3 * polygons[first + size - 1];
    for (let n = first; n < first + size; n++) {
      const b = 3 * polygons[n];
      sums[a] += x[b];
      sums[a + 1] += x[b + 1];
      sums[a + 2] += x[b + 2];
      a = b;
    }
  }
}
