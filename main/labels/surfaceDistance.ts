import type { Vec3 } from '../contract/geometry.ts';
import { squaredDistances } from './edit/distance.ts';

export interface SurfaceDistance {
  readonly meanMm: number;
  readonly hausdorff95Mm: number;
}

/**
 * How far the borders of two masks are from each other, by the centres of their border voxels: voxels with one of their six
 * neighbours outside. The mean is that of all such distances, from either to the other; the 95 % Hausdorff distance is
 * the larger of both directions' 95th percentile (as MONAI's compute_average_surface_distance, symmetric, and
 * compute_hausdorff_distance). Outside of the block is background.
 *
 * @param a 0 or 1, shape [i, j, k], i fastest, not empty; so is b
 */
export function surfaceDistance(
  a: Uint8Array,
  b: Uint8Array,
  shapeIjk: Vec3,
  spacingMm: Vec3,
): SurfaceDistance {
  const [borderA, borderB] = [borderOf(a, shapeIjk), borderOf(b, shapeIjk)];
  const there = distancesMm(borderA, borderB, shapeIjk, spacingMm);
  const back = distancesMm(borderB, borderA, shapeIjk, spacingMm);
  const sum = (distances: Float32Array) => distances.reduce((total, mm) => total + mm, 0);
  return {
    meanMm: (sum(there) + sum(back)) / (there.length + back.length),
    hausdorff95Mm: Math.max(percentile(there, 0.95), percentile(back, 0.95)),
  };
}

/** The voxels of a mask with a neighbour across one of their six faces that is not in it. */
export function borderOf(mask: Uint8Array, [ni, nj, nk]: Vec3): Uint8Array {
  const border = new Uint8Array(mask.length);
  const slice = ni * nj;
  for (let k = 0, n = 0; k < nk; k++)
    for (let j = 0; j < nj; j++)
      for (let i = 0; i < ni; i++, n++) {
        if (mask[n] === 0) continue;
        const isAtEdge = i === 0 || j === 0 || k === 0 || i === ni - 1 || j === nj - 1 || k === nk - 1;
        const isInside =
          !isAtEdge &&
          mask[n - 1] !== 0 &&
          mask[n + 1] !== 0 &&
          mask[n - ni] !== 0 &&
          mask[n + ni] !== 0 &&
          mask[n - slice] !== 0 &&
          mask[n + slice] !== 0;
        if (!isInside) border[n] = 1;
      }
  return border;
}

/** From each voxel of one border to the nearest of the other. */
function distancesMm(from: Uint8Array, to: Uint8Array, shapeIjk: Vec3, spacingMm: Vec3): Float32Array {
  const squared = squaredDistances(to, shapeIjk, spacingMm, 1);
  let count = 0;
  for (let n = 0; n < from.length; n++) if (from[n] !== 0) squared[count++] = Math.sqrt(squared[n]);
  return squared.subarray(0, count);
}

/** Between the two nearest values in order of size, as numpy has it. Sorts in place. */
function percentile(values: Float32Array, share: number): number {
  values.sort();
  const place = share * (values.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, values.length - 1);
  return values[below] + (place - below) * (values[above] - values[below]);
}
