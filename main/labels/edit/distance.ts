import type { Vec3 } from '../../contract/geometry.ts';

/**
 * For each voxel the squared distance in mm^2 from its centre to the nearest voxel whose mask is `target` (0 or 1), Infinity
 * where there is none; outside of the grid there are no voxels. Exact but for float32's rounding, in linear time: along i
 * by two sweeps, along j and k by lower envelopes of parabolas (Felzenszwalb, Huttenlocher 2012, "Distance transforms of
 * sampled functions"), which voxels of any spacing only scale.
 *
 * @param mask 0 or 1, shape [i, j, k], i fastest
 */
export function squaredDistances(
  mask: Uint8Array,
  [ni, nj, nk]: Vec3,
  spacingMm: Vec3,
  target: 0 | 1,
): Float32Array {
  const squares = new Float32Array(mask.length);
  alongRows(mask, ni, spacingMm[0], target, squares);
  const envelope = new Envelope(Math.max(nj, nk));
  if (nj > 1)
    for (let k = 0; k < nk; k++)
      for (let i = 0; i < ni; i++) envelope.lower(squares, k * ni * nj + i, ni, nj, spacingMm[1]);
  if (nk > 1) for (let n = 0; n < ni * nj; n++) envelope.lower(squares, n, ni * nj, nk, spacingMm[2]);
  return squares;
}

function alongRows(mask: Uint8Array, ni: number, spacing: number, target: 0 | 1, squares: Float32Array) {
  for (let row = 0; row < mask.length; row += ni) {
    let away = Infinity;
    for (let n = row; n < row + ni; n++) {
      away = mask[n] === target ? 0 : away + spacing;
      squares[n] = away;
    }
    away = Infinity;
    for (let n = row + ni - 1; n >= row; n--) {
      away = mask[n] === target ? 0 : away + spacing;
      const nearer = away < squares[n] ? away : squares[n];
      squares[n] = nearer * nearer;
    }
  }
}

/** The lower envelope of parabolas of one curvature, one on each voxel of a column; its memory is used again. */
class Envelope {
  private readonly heights: Float64Array;
  private readonly apexes: Int32Array;
  /** Where each parabola of the envelope becomes the lowest. */
  private readonly starts: Float64Array;

  constructor(longest: number) {
    this.heights = new Float64Array(longest);
    this.apexes = new Int32Array(longest);
    this.starts = new Float64Array(longest);
  }

  /** Replaces the values f(q) of a column by the least of f(q) + (spacing (p - q))^2. */
  lower(values: Float32Array, first: number, stride: number, count: number, spacing: number): void {
    const { heights, apexes, starts } = this;
    const curvature = spacing * spacing;
    let last = -1;
    let highest = 0;
    for (let q = 0, n = first; q < count; q++, n += stride) {
      const value = values[n];
      if (value > highest) highest = value;
      if (value === Infinity) continue;
      // By q^2 more, so that two parabolas meet where (b - a) / (2 curvature (qb - qa)).
      const height = value + curvature * q * q;
      heights[q] = height;
      let start = -Infinity;
      while (last >= 0) {
        const apex = apexes[last];
        start = (height - heights[apex]) / (2 * curvature * (q - apex));
        if (start > starts[last]) break;
        last--;
      }
      last++;
      apexes[last] = q;
      starts[last] = last === 0 ? -Infinity : start;
    }
    if (last < 0 || highest === 0) return;
    for (let p = 0, n = first, parabola = 0; p < count; p++, n += stride) {
      while (parabola < last && starts[parabola + 1] < p) parabola++;
      const q = apexes[parabola];
      values[n] = heights[q] - curvature * q * q + curvature * (p - q) * (p - q);
    }
  }
}
