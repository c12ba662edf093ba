import type { Affine, Grid, Vec3 } from '../contract/geometry.ts';
import type { Measurement } from '../contract/measurement.ts';
import { applyAffine, invertAffine } from '../volume/affine.ts';

/** A place in patient space (RAS mm) in voxel coordinates, not rounded. */
export function rasToVoxel(affineIjkToRas: Affine, pointRas: Vec3): Vec3 {
  return applyAffine(invertAffine(affineIjkToRas), pointRas);
}

/** The slice that a measurement was made on: of those across its slice axis the nearest to its first point. */
export function sliceOf({ sliceAxis, pointsRas }: Measurement, { affineIjkToRas }: Grid): number {
  return Math.round(rasToVoxel(affineIjkToRas, pointsRas[0])[sliceAxis]);
}
