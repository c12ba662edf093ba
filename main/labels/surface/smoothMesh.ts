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
  const neighbours = neighboursOf(mesh);
  const result = mesh.positions.map((value) => weights[0] * value);
  // T0 x = x, T1 x = S x, T(n+1) x = 2 S T(n) x - T(n-1) x with S = (1 + neighbours' mean) / 2.
  let previous = mesh.positions;
  let current = new Float32Array(previous.length);
  let next = new Float32Array(previous.length);
  addTerm(neighbours, previous, undefined, weights[1], current, result);
  for (let step = 2; step <= steps; step++) {
    addTerm(neighbours, current, previous, weights[step], next, result);
    // The mesh's own positions stay; from then on two arrays take turns with a third.
    const free = step === 2 ? new Float32Array(next.length) : previous;
    [previous, current, next] = [current, next, free];
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

/** For vertex n the neighbours list[starts[n]] up to list[starts[n + 1]], as places of their x in `positions`. */
interface Neighbours {
  readonly starts: Uint32Array;
  readonly list: Uint32Array;
}

/** Each edge of a closed mesh is a side of two polygons, once in each direction, so that every neighbour is met once. */
function neighboursOf({ positions, quads, triangles }: BoundaryMesh): Neighbours {
  const starts = new Uint32Array(positions.length / 3 + 1);
  for (let n = 0; n < quads.length; n++) starts[quads[n] + 1]++;
  for (let n = 0; n < triangles.length; n++) starts[triangles[n] + 1]++;
  for (let vertex = 1; vertex < starts.length; vertex++) starts[vertex] += starts[vertex - 1];
  const list = new Uint32Array(quads.length + triangles.length);
  const free = starts.slice();
  for (const [polygons, size] of [
    [quads, 4],
    [triangles, 3],
  ] as const)
    for (let first = 0; first < polygons.length; first += size) {
      let a = polygons[first + size - 1];
      for (let n = first; n < first + size; n++) {
        const b = polygons[n];
        list[free[a]++] = 3 * b;
        a = b;
      }
    }
  return { starts, list };
}

/** next = S x, or 2 S x - previous where there is a previous term; result += weight * next. */
function addTerm(
  { starts, list }: Neighbours,
  x: Float32Array,
  previous: Float32Array | undefined,
  weight: number,
  next: Float32Array,
  result: Float32Array,
) {
  const [own, old] = previous === undefined ? [0.5, 0] : [1, 1];
  const before = previous ?? x;
  for (let vertex = 0, n = 0; vertex + 1 < starts.length; vertex++, n += 3) {
    const end = starts[vertex + 1];
    let sumX = 0;
    let sumY = 0;
    let sumZ = 0;
    for (let at = starts[vertex]; at < end; at++) {
      const neighbour = list[at];
      sumX += x[neighbour];
      sumY += x[neighbour + 1];
      sumZ += x[neighbour + 2];
    }
    const mean = own / (end - starts[vertex]);
    const nextX = own * x[n] + mean * sumX - old * before[n];
    const nextY = own * x[n + 1] + mean * sumY - old * before[n + 1];
    const nextZ = own * x[n + 2] + mean * sumZ - old * before[n + 2];
    next[n] = nextX;
    next[n + 1] = nextY;
    next[n + 2] = nextZ;
    result[n] += weight * nextX;
    result[n + 1] += weight * nextY;
    result[n + 2] += weight * nextZ;
  }
}
