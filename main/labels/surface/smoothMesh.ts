import type { BoundaryMesh } from './boundaryMesh.ts';

export interface Smoothing {
  /** The order of the filter: steps over the mesh. */
  readonly steps: number;
  /** Where the filter cuts: of waves along an axis of the grid the shorter ones go, the longer ones stay. In edges. */
  readonly shortestWave: number;
}

/**
 * The vertices of a closed mesh through a low-pass filter that keeps its size: a Hamming-windowed sinc of the mesh's
 * Laplacian, evaluated as a Chebyshev series (Taubin, Zhang, Golub 1996, "Optimal surface smoothing as filter design"), in
 * the neighbours' mean M, whose frequencies take all of a Chebyshev polynomial's range: in (1 + M) / 2, which take half
 * of it, as sharp a filter has 1.4 times as many steps. A vertex' neighbours weigh the same, so that smoothing in voxel
 * coordinates and in mm are one.
 */
export function smoothMesh(
  mesh: BoundaryMesh,
  { steps, shortestWave }: Smoothing,
): Float32Array<ArrayBuffer> {
  // Along an axis of a surface of quads two of four neighbours are the vertex' like: M = (1 + cos(2 pi / wave)) / 2.
  const cutoff = Math.acos((1 + Math.cos((2 * Math.PI) / shortestWave)) / 2);
  const weights = chebyshevWeights(steps, cutoff);
  const neighbours = neighboursOf(mesh);
  const own = mesh.positions;
  // Clenshaw: b(n) = w(n) x + 2 M b(n+1) - b(n+2); the result is w(0) x + M b(1) - b(2).
  let [sum, next] = [own.map((value) => weights[steps] * value), new Float32Array(own.length)];
  for (let step = steps - 1; step >= 1; step--) {
    addStep(neighbours, own, weights[step], 2, sum, next);
    [sum, next] = [next, sum];
  }
  addStep(neighbours, own, weights[0], 1, sum, next);
  return next;
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
  readonly starts: Int32Array;
  readonly list: Int32Array;
}

/** Each edge of a closed mesh is a side of two polygons, once in each direction, so that every neighbour is met once. */
function neighboursOf({ positions, quads, triangles }: BoundaryMesh): Neighbours {
  const starts = new Int32Array(positions.length / 3 + 1);
  for (let n = 0; n < quads.length; n++) starts[quads[n] + 1]++;
  for (let n = 0; n < triangles.length; n++) starts[triangles[n] + 1]++;
  for (let vertex = 1; vertex < starts.length; vertex++) starts[vertex] += starts[vertex - 1];
  const list = new Int32Array(quads.length + triangles.length);
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

/** after = weight * x + times M sum - after, at each vertex; `after` has the sum of the step before that of `sum`. */
function addStep(
  { starts, list }: Neighbours,
  x: Float32Array,
  weight: number,
  times: number,
  sum: Float32Array,
  after: Float32Array,
) {
  const vertices = starts.length - 1;
  for (let vertex = 0, n = 0, at = 0; vertex < vertices; vertex++, n += 3) {
    const end = starts[vertex + 1];
    const mean = times / (end - at);
    let sumX = 0;
    let sumY = 0;
    let sumZ = 0;
    for (; at < end; at++) {
      const neighbour = list[at];
      sumX += sum[neighbour];
      sumY += sum[neighbour + 1];
      sumZ += sum[neighbour + 2];
    }
    after[n] = weight * x[n] + mean * sumX - after[n];
    after[n + 1] = weight * x[n + 1] + mean * sumY - after[n + 1];
    after[n + 2] = weight * x[n + 2] + mean * sumZ - after[n + 2];
  }
}
