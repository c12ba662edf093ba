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
  const stars = starsOf(mesh);
  const own = mesh.positions;
  // Clenshaw: b(n) = w(n) x + 2 M b(n+1) - b(n+2); the result is w(0) x + M b(1) - b(2).
  let [sum, next] = [new Float32Array(own.length), new Float32Array(own.length)];
  for (let step = steps; step >= 0; step--) {
    for (const star of stars) addStep(star, own, weights[step], step > 0 ? 2 : 1, sum, next);
    [sum, next] = [next, sum];
  }
  return sum;
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

/** Vertices with the same number of neighbours. A place is that of a vertex' x in `positions`. */
interface Stars {
  readonly places: Int32Array;
  readonly size: number;
  /** `size` places for each of `places`. */
  readonly neighbours: Int32Array;
}

/**
 * Each edge of a closed mesh is a side of two polygons, once in each direction, so that every neighbour is met once. Sorted by
 * their number, since a processor guesses the ends of loops that are all of one length: the filter takes three quarters of
 * the time.
 */
function starsOf({ positions, quads, triangles }: BoundaryMesh): Stars[] {
  const sizes = new Uint8Array(positions.length / 3);
  for (let n = 0; n < quads.length; n++) sizes[quads[n]]++;
  for (let n = 0; n < triangles.length; n++) sizes[triangles[n]]++;
  const counts = new Uint32Array(256);
  for (let vertex = 0; vertex < sizes.length; vertex++) counts[sizes[vertex]]++;
  const stars = Array.from(counts, (count, size): Stars => {
    return { places: new Int32Array(count), size, neighbours: new Int32Array(count * size) };
  });

  // Where the next neighbour of each vertex goes.
  const free = new Int32Array(sizes.length);
  counts.fill(0);
  for (let vertex = 0; vertex < sizes.length; vertex++) {
    const size = sizes[vertex];
    const index = counts[size]++;
    stars[size].places[index] = 3 * vertex;
    free[vertex] = index * size;
  }
  for (const [polygons, corners] of [
    [quads, 4],
    [triangles, 3],
  ] as const)
    for (let first = 0; first < polygons.length; first += corners) {
      let a = polygons[first + corners - 1];
      for (let n = first; n < first + corners; n++) {
        const b = polygons[n];
        stars[sizes[a]].neighbours[free[a]++] = 3 * b;
        a = b;
      }
    }
  return stars.filter(({ places }) => places.length > 0);
}

/** after = weight * x + times M sum - after, at each vertex; `after` has the sum of the step before that of `sum`. */
function addStep(
  { places, size, neighbours }: Stars,
  x: Float32Array,
  weight: number,
  times: number,
  sum: Float32Array,
  after: Float32Array,
) {
  const mean = times / size;
  for (let index = 0, at = 0; index < places.length; index++) {
    let sumX = 0;
    let sumY = 0;
    let sumZ = 0;
    for (const end = at + size; at < end; at++) {
      const neighbour = neighbours[at];
      sumX += sum[neighbour];
      sumY += sum[neighbour + 1];
      sumZ += sum[neighbour + 2];
    }
    const n = places[index];
    after[n] = weight * x[n] + mean * sumX - after[n];
    after[n + 1] = weight * x[n + 1] + mean * sumY - after[n + 1];
    after[n + 2] = weight * x[n + 2] + mean * sumZ - after[n + 2];
  }
}
